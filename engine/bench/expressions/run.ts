import { cpus } from 'node:os'
import { isDeepStrictEqual } from 'node:util'
import jsonata from 'jsonata'
import { compileExpression } from '../../index.ts'
import { median } from '../statistics.ts'
import { layOut } from '../table.ts'
import { events, type Rule, rules, type RuleEvent } from './rules.ts'

const rounds = 7
/** How long one subject runs in a round, ms. */
const slice = 60

const surroundings = { now: 1_790_000_000_000, random: () => 0.5 }

/** Evaluations a second of something that evaluates all events once. */
function speed(once: () => void): number {
  const began = performance.now()
  let turns = 0
  do {
    once()
    turns++
  } while (performance.now() - began < slice)
  return (turns * events.length * 1_000) / (performance.now() - began)
}

async function speedAwaited(evaluate: (event: RuleEvent) => Promise<unknown>): Promise<number> {
  const began = performance.now()
  let turns = 0
  do {
    for (const event of events) await evaluate(event)
    turns++
  } while (performance.now() - began < slice)
  return (turns * events.length * 1_000) / (performance.now() - began)
}

interface Measured {
  readonly ours: number
  readonly interpreter: number
  readonly byHand: number
}

/** What is computed is kept, so that no loop is optimised away. */
const kept: unknown[] = [undefined]

/** All three in turn, round by round, so that a machine that slows down slows all of them: medians of the rounds. */
async function measure({ text, byHand }: Rule): Promise<Measured> {
  const compiled = compileExpression(text)
  const interpreted = jsonata(text)
  for (const event of events) {
    const expected: unknown = await interpreted.evaluate(event)
    // The interpreter marks what it makes.
    const [ours, theirs] = [compiled.evaluate(event, undefined, surroundings), structuredClone(expected)]
    if (!isDeepStrictEqual(JSON.stringify(ours), JSON.stringify(theirs)))
      throw new Error(`${text} differs: ${JSON.stringify(ours)} and ${JSON.stringify(theirs)}`)
  }
  const all: Measured[] = []
  for (let round = 0; round < rounds + 1; round++) {
    const ours = speed(() => {
      for (const event of events) kept[0] = compiled.evaluate(event, undefined, surroundings)
    })
    const hand = speed(() => {
      for (const event of events) kept[0] = byHand(event)
    })
    const interpreter = await speedAwaited((event) => interpreted.evaluate(event))
    all.push({ ours, interpreter, byHand: hand })
  }
  // The first is for getting warm.
  const measured = all.slice(1)
  const of = (pick: (one: Measured) => number): number => median(measured.map(pick))
  return {
    ours: of(({ ours }) => ours),
    interpreter: of(({ ours, interpreter }) => ours / interpreter),
    byHand: of(({ ours, byHand: hand }) => ours / hand),
  }
}

const table = [['rule', '', 'a second', 'to the interpreter', 'to code by hand']]
const found: Measured[] = []
for (const rule of rules) {
  const measured = await measure(rule)
  found.push(measured)
  table.push([
    rule.text,
    rule.isSimple === true ? 'simple' : '',
    `${(measured.ours / 1e6).toFixed(1)} M`,
    `${measured.interpreter.toFixed(0)} x`,
    measured.byHand.toFixed(2),
  ])
}
const mean = Math.exp(
  found.reduce((total, { interpreter }) => total + Math.log(interpreter), 0) / found.length,
)
const least = Math.min(...found.map(({ interpreter }) => interpreter))

const cpu = cpus()
console.log(
  `${cpu.length} x ${cpu[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}, medians of ${rounds} rounds`,
)
console.log(layOut(table))
console.log(`geometric mean ${mean.toFixed(1)} x the interpreter, the least ${least.toFixed(1)} x`)

/** What the expressions are to be at least, whatever the machine. */
const targets = [
  { what: 'geometric mean to the interpreter', found: mean, least: 20 },
  { what: 'the least to the interpreter', found: least, least: 3 },
  {
    what: 'the least simple rule to code by hand',
    found: Math.min(...found.filter((_, at) => rules[at]?.isSimple === true).map(({ byHand }) => byHand)),
    least: 0.2,
  },
]
for (const { what, found: ratio, least: wanted } of targets)
  if (ratio < wanted) {
    console.error(`missed: ${what} is ${ratio.toFixed(2)}, and should be ${wanted} at least`)
    process.exitCode = 1
  }
