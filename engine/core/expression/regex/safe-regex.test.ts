import { describe, expect, test } from 'vitest'
import { nativeSearch } from './own-search.fixture.ts'
import { safeRegex } from './safe-regex.ts'

const unlimited = (): void => {}

class OutOfFuel extends Error {}

/** What comes of a search with a fuel of a million steps, and how many it took. */
function search(source: string, text: string, flags = ''): readonly [outcome: string, steps: number] {
  const regex = safeRegex(source, flags)
  let steps = 0
  try {
    const match = regex.exec(text, 0, (more) => {
      expect(Number.isInteger(more)).toBe(true)
      steps += more
      if (steps > 1_000_000) throw new OutOfFuel()
    })
    return [match === null ? 'no match' : `${match.start} to ${match.end}`, steps]
  } catch (error) {
    if (error instanceof OutOfFuel) return ['out of fuel', steps]
    throw error
  }
}

describe('what would take RegExp for ever ends', () => {
  const as = 'a'.repeat(1_000_000)
  test.each<[string, string, string]>([
    ['^(a+)+$', `${'a'.repeat(26)}!`, 'no match'],
    ['^(a+)+$', `${'a'.repeat(10_000)}!`, 'no match'],
    ['^(a+)+$', `${'a'.repeat(100_000)}!`, 'out of fuel'],
    ['(a|a)*b', 'a'.repeat(10_000), 'no match'],
    ['(a|a)*b', as, 'out of fuel'],
    ['(a|aa)+$', `${'a'.repeat(10_000)}!`, 'no match'],
    ['(a|aa)+$', `${as}!`, 'out of fuel'],
    ['(.*)*x', 'a'.repeat(20_000), 'no match'],
    ['(.*)*x', as, 'out of fuel'],
    ['(x+x+)+y', 'x'.repeat(20_000), 'no match'],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(10_000), 'no match'],
    ['(\\w+\\s?)*$', `${'ab '.repeat(10_000)}!`, '30001 to 30001'],
    ['a*b', 'a'.repeat(100_000), 'no match'],
    ['\\s+$', `${' '.repeat(100_000)}x`, 'no match'],
    ['a{1,100000}', as, '0 to 100000'],
    ['a{100000}b', as, 'out of fuel'],
    ['(a{1,1000}){1,1000}', as, '0 to 1000000'],
    ['(a{1,1000}){1,1000}b', as, 'out of fuel'],
    ['(?:a?){500}a{500}b', 'a'.repeat(499), 'out of fuel'],
    ['(?:a?){30}a{30}b', 'a'.repeat(59), 'no match'],
    ['(a*)\\1b', 'a'.repeat(10_000), 'out of fuel'],
    ['(?=(a+)+b)a', 'a'.repeat(10_000), 'no match'],
    ['^(?:a|b)*$', 'a'.repeat(500_000), '0 to 500000'],
    ['^(?:a|b)*$', 'a'.repeat(10_000_000), 'out of fuel'],
    ['\\d', as, 'no match'],
  ])('%s', (source, text, outcome) => {
    const regex = search(source, text)
    expect(regex[0]).toBe(outcome)
    expect(search(source, text)).toEqual(regex)
  })

  test('the same expression takes the same steps for the same text, whatever it was used for before', () => {
    const regex = safeRegex('(?:(\\w+)\\s?)*,', '')
    const stepsFor = (text: string): number => {
      let steps = 0
      regex.exec(text, 0, (more) => {
        steps += more
      })
      return steps
    }
    const first = stepsFor('some words')
    expect(stepsFor('a '.repeat(1000))).toBeGreaterThan(first)
    expect(() =>
      regex.exec('a '.repeat(1000), 0, () => {
        throw new OutOfFuel()
      }),
    ).toThrow(OutOfFuel)
    expect(stepsFor('some words')).toBe(first)
  })
})

describe('what is found one after the other costs no more than the text', () => {
  test.each<[string, string]>([
    [',', ''],
    ['\\d+', ''],
    ['(\\w)=(\\d*)', ''],
    ['a(?:b|c)?', 'i'],
  ])('%s', (source, flags) => {
    const text = 'a=12, '.repeat(20_000)
    const regex = safeRegex(source, flags)
    let steps = 0
    let count = 0
    for (let from = 0; from < text.length; count++) {
      const match = regex.exec(text, from, (more) => {
        steps += more
      })
      from = match?.end ?? Infinity
    }
    expect(count).toBe(20_001)
    expect(steps).toBeLessThan(10 * text.length)
  })
})

test.each<[string, string, string, number]>([
  ['(\\d{4})-(\\d{2})', '', 'in 2026-01 or 2026-02', 5],
  ['(?<unit>°C|bar)|(x)', 'i', '21 °c', 0],
  ['(a+)+(b)?$', '', 'xaab', 0],
  ['^b', 'm', 'a\nb', 1],
  ['a|', '', 'bbb', 3],
  ['a|', '', 'bbb', 4],
  ['a', '', 'aaa', -1],
  ['(a|a)+', '', 'aaa', 1.5],
  ['a', '', 'aaa', Number.NaN],
])('%s with the flags "%s" in "%s" from %d on: as RegExp has it', (source, flags, text, from) => {
  const found = safeRegex(source, flags).exec(text, from, unlimited)
  expect(found).toEqual(nativeSearch(source, flags)(text, from, unlimited))
})

describe('refused', () => {
  const nested = (depth: number): string => '('.repeat(depth) + 'a' + ')'.repeat(depth)
  test.each<[string, string, string, RegExp]>([
    ['what RegExp refuses', '(a', '', /Invalid regular expression.*group/],
    ['another flag', 'a', 'u', /the flag u of a regular expression is not supported: there are i, m and s/],
    ['flags within', '(?i:a)b', '', /a group with flags of its own, \(\?i:\.\.\.\), is not supported/],
    ['a long pattern', 'a'.repeat(5001), '', /at most 5000 characters/],
    ['a deep pattern', nested(2000), '', /at most 200 groups inside groups/],
    ['a very deep pattern', nested(10_000), '', /at most 5000 characters/],
    ['a pattern that grows', '(a|b){50}'.repeat(400), '', /its counted quantifiers make too much of it/],
  ])('%s', (_, source, flags, message) => {
    expect(() => safeRegex(source, flags)).toThrow(SyntaxError)
    expect(() => safeRegex(source, flags)).toThrow(message)
  })

  test('not yet: groups inside groups up to the bound', () => {
    expect(safeRegex(nested(200), '').exec('a', 0, unlimited)?.groups).toHaveLength(200)
  })
})
