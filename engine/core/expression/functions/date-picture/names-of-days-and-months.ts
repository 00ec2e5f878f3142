const MONTHS = ' january february march april may june july august september october november december'.split(
  ' ',
)
const DAYS = ' monday tuesday wednesday thursday friday saturday sunday'.split(' ')

/** Am and pm. They count from 0, months and days from 1. */
export const HALVES_OF_DAY = ['am', 'pm']

/** The components that can be written as names or as numbers, and the names by number. */
export const NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['M', MONTHS],
  ['x', MONTHS],
  ['F', DAYS],
])

/** The value that a name of at most so many letters has, in whatever case; of two that are cut to the same, the later. */
export function valueOfName(text: string, names: readonly string[], longest: number): number | undefined {
  const wanted = text.toLowerCase()
  const value = names.findLastIndex((name) => name.slice(0, longest) === wanted)
  return value === -1 ? undefined : value
}
