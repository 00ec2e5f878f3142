/**
 * A signal that comes again within this time, ms, is the same one: whoever signals a whole group of processes (systemd,
 * a terminal) reaches this one, and the launcher above it, which passes it on.
 */
const echo = 300

/**
 * Resolves at the first SIGINT or SIGTERM; another one later, or of the other kind, ends the process at once, after
 * `lastWord`.
 */
export function untilStopped(lastWord: () => void): Promise<void> {
  return new Promise((resolve) => {
    let first: { readonly signal: string; readonly at: number } | undefined
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        const now = performance.now()
        if (first === undefined) {
          first = { signal, at: now }
          // Node.js lets go of its handlers before it lets go of the process; a signal would then end it as if it had none.
          process.once('exit', endNow)
          // That would also end it before it has told of an error that nobody caught.
          process.once('uncaughtExceptionMonitor', () => process.off('exit', endNow))
          resolve()
        } else if (signal !== first.signal || now - first.at > echo) {
          lastWord()
          process.exit(1)
        }
      })
    }
  })
}

const endNow = (): void => process.exit()
