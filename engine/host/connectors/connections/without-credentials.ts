/** What stands for user and password. */
const blank = '***'

/** Host and port, a path behind them, and nothing that could be a user with a password, or a token. */
const harmless = /^(\[[\da-f:.]*\]|[^:@?#]*)(:\d{0,5})?(\/[^:@?#]*)?$/i

/**
 * An argument of a command as it may be shown: of an address (`scheme://user:password@host`), wherever in it that
 * stands, user and password are blanked, also where the scheme is spelt wrongly or missing. So is all behind the scheme
 * where it is no host with a port, as when the host was left out, and what follows a `?` or `#`.
 */
export function withoutCredentials(argument: string): string {
  const shown = withoutUser(argument)
  const scheme = schemeOf(shown)
  if (scheme === null) return shown
  const start = scheme.index + scheme[0].length
  const rest = shown.slice(start)
  if (harmless.test(rest)) return shown
  const host = rest.includes('@') ? rest.slice(rest.lastIndexOf('@')) : ''
  return shown.slice(0, start) + blank + host.replace(/[?#].*/s, blank)
}

const schemeOf = (text: string) => /[a-z][a-z0-9+.-]*:\/+/i.exec(text)

/** Blanks a user with a password that stand before any scheme. */
function withoutUser(argument: string): string {
  const drive = /^[a-z]:\\/i.test(argument) ? 2 : 0
  const colon = argument.indexOf(':', drive)
  const scheme = schemeOf(argument)
  const at = argument.lastIndexOf('@')
  if (colon < 0 || at < colon) return argument
  if (scheme !== null && colon === scheme.index + scheme[0].indexOf(':')) return argument
  return argument.slice(0, argument.lastIndexOf('/', colon) + 1) + blank + argument.slice(at)
}

/** Whether an address, with its scheme or without, is sure to hold no credentials. */
export const isHarmless = (address: string): boolean =>
  harmless.test(address.replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''))

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
