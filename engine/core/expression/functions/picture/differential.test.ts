import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatInteger } from './format-integer.ts'
import { formatNumber } from './format-number.ts'
import { theirOutcome } from './interpreter.fixture.ts'
import { reasonForInteger, reasonForNumber, reasonForParsing } from './known-differences.fixture.ts'
import { type Outcome, ourOutcome } from './outcome.fixture.ts'
import { parseInteger } from './parse-integer.ts'
import { decimalPictures, integerPictures, number, options, texts } from './pictures.fixture.ts'

/** More of them by hand: RUNS=100000 vitest run functions/picture. */
/** The same in each run of the tests; others by hand. */
const SEED = Number(process.env['SEED'] ?? 1)
const RUNS = Number(process.env['RUNS'] ?? 2000)
const TIME_LIMIT = 30_000 + RUNS * 10

/** How many cases were compared, how many of them gave values, and why others were not compared. */
interface Tally {
  compared: number
  values: number
  readonly excused: Record<string, number>
}

const emptyTally = (): Tally => ({ compared: 0, values: 0, excused: {} })

function note(tally: Tally, ours: Outcome): void {
  tally.compared++
  if ('value' in ours) tally.values++
}

function excuse({ excused }: Tally, reason: string): void {
  excused[reason] = (excused[reason] ?? 0) + 1
}

/** Reports a long run, and says whether there was enough to compare. */
function isEnough(tally: Tally): boolean {
  if (RUNS > 2000) console.log(tally)
  return tally.compared > RUNS / 2 && tally.values > RUNS / 5
}

test(
  '$formatNumber',
  async () => {
    const tally = emptyTally()
    await fc.assert(
      fc.asyncProperty(number, decimalPictures, options, async (value, picture, options) => {
        const reason = reasonForNumber(value, picture, options)
        if (reason !== undefined) return excuse(tally, reason)
        const ours = ourOutcome(() => formatNumber(value, picture, options))
        expect(ours).toEqual(await theirOutcome('formatNumber', value, picture, options))
        note(tally, ours)
      }),
      {
        numRuns: RUNS,
        seed: SEED,
        examples: [
          [0.000009999999999999999, '#0e0', undefined],
          [999_999_999_999_999_900, '0.#‰', undefined],
          [999_999_999_999.9999, '#.000,#', undefined],
        ],
      },
    )
    expect(isEnough(tally)).toBe(true)
  },
  TIME_LIMIT,
)

test(
  '$formatInteger',
  async () => {
    const tally = emptyTally()
    await fc.assert(
      fc.asyncProperty(number, integerPictures, async (any, picture) => {
        const value = /^[Ii]/.test(picture) ? any % 100_000 : any
        const reason = reasonForInteger(value, picture)
        if (reason !== undefined) return excuse(tally, reason)
        const ours = ourOutcome(() => formatInteger(value, picture))
        expect(ours).toEqual(await theirOutcome('formatInteger', value, picture))
        note(tally, ours)
      }),
      { numRuns: RUNS, seed: SEED },
    )
    expect(isEnough(tally)).toBe(true)
  },
  TIME_LIMIT,
)

test(
  '$parseInteger',
  async () => {
    const tally = emptyTally()
    const ending = fc.constantFrom('', '', '', '', 'x', ' ', '1', ',')
    await fc.assert(
      fc.asyncProperty(number, integerPictures, texts, ending, async (any, picture, other, ending) => {
        const value = Math.abs(/^[Ii]/.test(picture) ? any % 100_000 : any)
        const written = ourOutcome(() => formatInteger(value, picture))
        for (const text of 'value' in written ? [`${written.value}${ending}`, other] : [other]) {
          const reason = reasonForParsing(text, picture)
          if (reason !== undefined) {
            excuse(tally, reason)
            continue
          }
          const ours = ourOutcome(() => parseInteger(text, picture))
          expect(ours, text).toEqual(await theirOutcome('parseInteger', text, picture))
          note(tally, ours)
        }
      }),
      { numRuns: RUNS, seed: SEED },
    )
    expect(isEnough(tally)).toBe(true)
  },
  TIME_LIMIT,
)

test(
  'whatever it is given, a function gives a value or an ExpressionError',
  () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), decimalPictures, integerPictures)
    const key = fc.constantFrom(
      'digit',
      'percent',
      'zero-digit',
      'decimal-separator',
      'minus-sign',
      '__proto__',
    )
    const anyOptions = fc.dictionary(
      key,
      fc.oneof(fc.string({ unit: 'binary', maxLength: 2 }), fc.anything()),
    )
    fc.assert(
      fc.property(fc.double(), anyText, anyText, anyOptions, (value, picture, text, options) => {
        ourOutcome(() => formatNumber(value, picture, options))
        ourOutcome(() => formatInteger(value, picture))
        ourOutcome(() => parseInteger(text, picture))
      }),
      { numRuns: RUNS, seed: SEED },
    )
  },
  TIME_LIMIT,
)
