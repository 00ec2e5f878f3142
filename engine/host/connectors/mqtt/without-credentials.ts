/** What stands for user and password. */
const blank = '***'

/** Host and port, a path behind them, and nothing that could be a user with a password. */
const harmless = /^(\[[\da-f:.]*\]|[^:@]*)(:\d{0,5})?(\/[^:@]*)?$/i

/**
 * An argument of a command as it may be shown: of an address (`scheme://user:password@host`), wherever in it that
 * stands, user and password are blanked. So is all behind the scheme where it is no host with a port, as when the host
 * was left out.
 */
export function withoutCredentials(argument: string): string {
  const scheme = /[a-z][a-z0-9+.-]*:\/+/i.exec(argument)
  if (scheme === null) return argument.replace(/^[^\s/:@]+:.*(?=@)/s, blank)
  const start = scheme.index + scheme[0].length
  const rest = argument.slice(start)
  if (harmless.test(rest)) return argument
  return (
    argument.slice(0, start) + blank + rest.slice(rest.includes('@') ? rest.lastIndexOf('@') : rest.length)
  )
}

/** Whether an address, with its scheme or without, is sure to hold no credentials. */
export const isHarmless = (address: string): boolean =>
  !/[?#]/.test(address) && harmless.test(address.replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''))

/** A text in which arguments may stand as they were given, or as JSON, with all of these as they may be shown. */
export function blankArguments(text: string, args: readonly string[]): string {
  let shown = text
  // Of `--broker=URL` the value may stand alone.
  for (const given of args.flatMap((arg) => [arg, arg.slice(arg.indexOf('=') + 1)])) {
    const safe = withoutCredentials(given)
    if (safe === given) continue
    shown = shown.replaceAll(given, () => safe).replaceAll(JSON.stringify(given).slice(1, -1), () => safe)
  }
  return shown
}
