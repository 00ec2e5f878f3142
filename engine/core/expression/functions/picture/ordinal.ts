const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['one', 'first'],
  ['two', 'second'],
  ['three', 'third'],
  ['five', 'fifth'],
  ['eight', 'eighth'],
  ['nine', 'ninth'],
  ['twelve', 'twelfth'],
])

/** twentieth, of twenty. */
export function ordinalWord(word: string): string {
  return IRREGULAR.get(word) ?? `${word.replace(/y$/, 'ie')}th`
}

/**
 * The ending that makes an ordinal number of a written one: 1st, 12th, 22nd. As in JSONata it goes by the last two
 * characters whatever they are, so digits of other scripts all get th.
 */
export function ordinalEnding(written: string): string {
  if (written.at(-2) === '1') return 'th'
  switch (written.at(-1)) {
    case '1':
      return 'st'
    case '2':
      return 'nd'
    case '3':
      return 'rd'
    default:
      return 'th'
  }
}
