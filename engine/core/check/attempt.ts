type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: string }

/**
 * Calls code of an operator's declaration. It is handed what people wrote, so that a fault in it becomes a problem of
 * the document, with its message and without its stack, instead of the end of the check.
 */
export function attempt<Value>(action: () => Value): Attempt<Value> {
  try {
    return { ok: true, value: action() }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { ok: false, reason: message.split('\n', 1)[0] ?? '' }
  }
}
