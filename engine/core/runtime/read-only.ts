/** State handles that can be looked at but not written: what keyed hooks see of a table. */
export function readOnly(handles: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(handles).map(([name, handle]) => [
      name,
      new Proxy(handle as object, { get: readingOnly }),
    ]),
  )
}

const writers = new Set(['set', 'delete', 'append', 'dropBefore'])

function readingOnly(handle: object, name: string | symbol): unknown {
  if (writers.has(String(name)))
    throw new Error(`a table is changed only by its own input; ${String(name)} was called`)
  const value: unknown = Reflect.get(handle, name, handle)
  return typeof value === 'function' ? (value.bind(handle) as unknown) : value
}
