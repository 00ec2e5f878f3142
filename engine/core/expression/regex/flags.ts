/** What the flags of a regular expression say. */
export interface Flags {
  readonly ignoresCase: boolean
  readonly isMultiline: boolean
  readonly dotIsAll: boolean
}

/** Of `g`, i, m and s; those that change more than these do are refused. */
export function parseFlags(flags: string): Flags {
  const other = /[^gims]/.exec(flags)?.[0]
  if (other !== undefined)
    throw new SyntaxError(`the flag ${other} of a regular expression is not supported: there are i, m and s`)
  return {
    ignoresCase: flags.includes('i'),
    isMultiline: flags.includes('m'),
    dotIsAll: flags.includes('s'),
  }
}
