import { ordinalWord } from './ordinal.ts'
import { SCALES, SMALL, TENS } from './words.ts'

/** What each word is worth, be it cardinal or ordinal. */
const VALUES: ReadonlyMap<string, number> = new Map(
  [
    ...SMALL.map((word, i): [string, number] => [word, i]),
    ...TENS.map((word, i): [string, number] => [word, 20 + 10 * i]),
    ['hundred', 100] as const,
    ...SCALES,
  ].flatMap(([word, value]) => [[word, value] as const, [ordinalWord(word), value] as const]),
)

/**
 * The number that English words say, or undefined where one of them is not known. As in JSONata, what is small is
 * added to what is before it, what is large multiplies it, and after the thousands a new sum begins.
 */
export function wordsValue(text: string): number | undefined {
  const sums: number[] = []
  for (const word of text.toLowerCase().split(/,\s|\sand\s|[\s-]/)) {
    const value = VALUES.get(word)
    if (value === undefined) return undefined
    const last = sums.at(-1)
    if (value >= 100) sums[Math.max(0, sums.length - 1)] = (last ?? 0) * value
    else if (last === undefined || last >= 1000) sums.push(value)
    else sums[sums.length - 1] = last + value
  }
  return sums.reduce((total, sum) => total + sum, 0)
}
