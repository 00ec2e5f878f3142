import { cpus } from 'node:os'
import { compileExpression, ExpressionError } from '../../index.ts'
import { median } from '../statistics.ts'
import { layOut } from '../table.ts'
import type { Attack } from './attack.ts'
import { evaluationAttacks } from './evaluation.ts'
import { event } from './event.ts'
import { listAttacks } from './lists.ts'
import { textAttacks } from './texts.ts'

/** Whatever takes suspiciously long is run again: the least time counts, since what else the machine does can only make it longer. */
const runs = 4

/** How many times as long as the median an attack may take until its budget is used up. */
const mostRatio = 4

const surroundings = { now: 1_790_000_000_000, random: () => 0.5 }

interface Measured extends Attack {
  readonly ms: number
  /** The bound that it ends with, or what else becomes of it. */
  readonly end: string
}

const ENDS: readonly (readonly [words: string, end: string])[] = [
  ['budget of steps', 'steps'],
  ['MB', 'bytes'],
  ['characters', 'characters'],
  ['elements', 'elements'],
  ['inside calls', 'depth'],
]

function endOf(error: unknown): string {
  if (!(error instanceof ExpressionError)) throw error
  if (error.code !== 'U1001') return `${error.code} ${error.message}`
  return ENDS.find(([words]) => error.message.includes(words))?.[1] ?? error.message
}

function measure(attack: Attack): Measured {
  const { evaluate } = compileExpression(attack.text)
  let end = 'a result'
  const began = performance.now()
  try {
    evaluate(event, undefined, surroundings)
  } catch (error) {
    end = endOf(error)
  }
  return { ...attack, ms: performance.now() - began, end }
}

const again = (one: Measured): Measured => ({ ...one, ms: Math.min(one.ms, measure(one).ms) })

const bounds = new Set(ENDS.map(([, end]) => end))
const isAsExpected = ({ end, endsWell = false }: Measured): boolean =>
  endsWell ? end === 'a result' : bounds.has(end)

/** Those that end with another bound, or by themselves, need not take long. */
const middleOf = (all: readonly Measured[]): number =>
  median(all.filter(({ end }) => end === 'steps').map(({ ms }) => ms))

let found = [...textAttacks, ...listAttacks, ...evaluationAttacks].map(measure)
for (let run = 1; run < runs; run++) {
  const suspicious = (mostRatio / 2) * middleOf(found)
  found = found.map((one) => (one.within !== undefined || one.ms > suspicious ? again(one) : one))
}
const middle = middleOf(found)
const sorted = found.toSorted((a, b) => b.ms - a.ms)
const rowOf = ({ text, end, ms }: Measured): readonly string[] => [
  text
    .replace(/^\(\$again := function\((?:\$n)?\) \{ \((.*?); \$again\(.*$/s, 'over and over: $1')
    .slice(0, 90),
  end,
  `${ms.toFixed(0)} ms`,
  (ms / middle).toFixed(2),
]

const cpu = cpus()
console.log(
  `${cpu.length} x ${cpu[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}, the least of up to ${runs} runs`,
)
console.log(layOut([['attack', 'ends with', 'time', 'to the median'], ...sorted.map(rowOf)]))

const wrong: string[] = []
for (const one of found) {
  if (!isAsExpected(one)) wrong.push(`${one.text} ends with ${one.end}`)
  if (one.ms > (one.within ?? Number.POSITIVE_INFINITY))
    wrong.push(`${one.text} takes ${one.ms.toFixed(0)} ms, and may take ${one.within}`)
  if (one.ms > middle * mostRatio)
    wrong.push(
      `${one.text} takes ${(one.ms / middle).toFixed(1)} times the median, and may take ${mostRatio}`,
    )
}
const [worst] = sorted
console.log(`\n${found.length} attacks, median ${middle.toFixed(0)} ms of those that use up their steps`)
for (const { text, ms, within } of found)
  if (within !== undefined) console.log(`${text}: ${ms.toFixed(1)} ms of ${within}`)
console.log(
  `the worst is ${worst?.text}: ${((worst?.ms ?? Number.NaN) / middle).toFixed(1)} times the median`,
)
for (const words of wrong) console.log(`not as it has to be: ${words}`)
process.exit(wrong.length > 0 ? 1 : 0)
