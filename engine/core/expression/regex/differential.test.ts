import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Instruction } from './instruction.ts'
import { proveLinear } from './linear-proof.ts'
import { isMisread } from './misread.ts'
import { loopingPattern, loopingText } from './looping-pattern.fixture.ts'
import { nativeSearch, ownProgram, ownSearch, searchFor, type Search } from './own-search.fixture.ts'
import { randomFlags, randomPattern, randomText } from './random-pattern.fixture.ts'

/** Patterns of the generated comparison; more of them by hand: RUNS=100000 vitest run regex/differential. */
/** The same in each run of the tests; others by hand. */
const SEED = Number(process.env['SEED'] ?? 1)
const RUNS = Number(process.env['RUNS'] ?? 2000)
const TIME_LIMIT = 30_000 + RUNS * 10

/** More than short texts need; the few searches that take more are not compared. */
const FUEL = 200_000

const readable = fc.tuple(randomPattern, randomFlags).filter((regex) => !isMisread(ownProgram(...regex)))
const five = { minLength: 5, maxLength: 5 }

const search = fc.oneof(
  fc.tuple(readable, fc.array(randomText, five)),
  fc.tuple(fc.tuple(loopingPattern, fc.constant('')), fc.array(loopingText, five)),
)

/** Makes searches with one thing wrong in their programs. */
function spoilt(spoil: (instruction: Instruction) => void, operation?: Instruction['operation']): Make {
  return (source, flags) => {
    const program = ownProgram(source, flags)
    for (const instruction of program.instructions) {
      if (operation === undefined || instruction.operation === operation) spoil(instruction)
    }
    return searchFor(program)
  }
}

type Make = (source: string, flags: string) => Search

class OutOfFuel extends Error {}

function found(search: Search, text: string, from: number): unknown {
  let fuel = FUEL
  try {
    return search(text, from, (steps) => {
      fuel -= steps
      if (fuel < 0) throw new OutOfFuel()
    })
  } catch (error) {
    if (error instanceof OutOfFuel) return 'out of fuel'
    throw error
  }
}

/** Looks for each pattern in each text, from three places on, and counts the comparisons. */
function compare(make: Make): { readonly compared: number; readonly unfinished: number } {
  let compared = 0
  let unfinished = 0
  const property = fc.property(search, ([[source, flags], texts]) => {
    const ours = make(source, flags)
    const theirs = nativeSearch(source, flags)
    for (const text of texts) {
      for (const from of new Set([0, Math.floor(text.length / 2), text.length])) {
        compared++
        const own = found(ours, text, from)
        if (own === 'out of fuel') unfinished++
        else expect(own, JSON.stringify({ text, from })).toEqual(found(theirs, text, from))
      }
    }
  })
  fc.assert(property, { numRuns: RUNS, seed: SEED })
  return { compared, unfinished }
}

describe('our matcher finds what RegExp finds', () => {
  test(
    'whatever the pattern, the text and the place',
    () => {
      const { compared, unfinished } = compare(ownSearch)
      expect(compared).toBeGreaterThan(RUNS * 10)
      expect(unfinished / compared).toBeLessThan(0.01)
    },
    TIME_LIMIT,
  )

  test(
    'in long texts, for patterns that are safe for RegExp',
    () => {
      const pumped = fc
        .tuple(randomText, randomText, randomText)
        .map(([before, pump, after]) => before + pump.repeat(100) + after)
      let compared = 0
      const property = fc.property(readable, pumped, ([source, flags], text) => {
        if (proveLinear(ownProgram(source, flags)) === undefined) return
        compared++
        expect(found(ownSearch(source, flags), text, 0)).toEqual(found(nativeSearch(source, flags), text, 0))
      })
      fc.assert(property, { numRuns: RUNS / 2, seed: SEED })
      expect(compared).toBeGreaterThan(RUNS / 4)
    },
    TIME_LIMIT,
  )
})

describe('the comparison notices', () => {
  test.each<[string, Make]>([
    [
      'a lazy quantifier that is greedy',
      (source, flags) => ownSearch(source.replace(/([*+?}])\?/, '$1'), flags),
    ],
    ['\\B in place of \\b', (source, flags) => ownSearch(source.replace('\\b', '\\B'), flags)],
    ['a missing flag m', (source, flags) => ownSearch(source, flags.replace('m', ''))],
    [
      'a turn that keeps the groups of the one before',
      spoilt((instruction) => (instruction.slotEnd = 0), 'reset'),
    ],
    [
      'a memory that does not know whether a turn has matched anything',
      spoilt((instruction) => (instruction.marks = [])),
    ],
    ['a run that is left no more', spoilt((instruction) => (instruction.min = instruction.max), 'run')],
  ])('%s', (_, make) => {
    expect(() => compare(make)).toThrow(/Counterexample/)
  })
})
