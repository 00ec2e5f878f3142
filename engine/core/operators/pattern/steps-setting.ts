import { isObject, type Json, type JsonObject } from '../../model/json.ts'
import {
  bad,
  type NodeSurroundings,
  type Presence,
  type ReadSetting,
  type SettingPlace,
  type SettingProblem,
  type SettingResult,
  type SettingWords,
  type Values,
} from '../../operator/setting.ts'
import { choice } from '../../operator/settings/choice.ts'
import { declare } from '../../operator/settings/declare.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { flag } from '../../operator/settings/flag.ts'
import { group, readGroup } from '../../operator/settings/group.ts'
import { list } from '../../operator/settings/list.ts'
import { text } from '../../operator/settings/text.ts'
import { conditionMaker } from './conditions.ts'
import { contiguities } from './contiguities.ts'
import type { Part } from './plan.ts'
import { stepProblems } from './step-problems.ts'
import { timesSetting } from './times-setting.ts'
import { patternInWords, type ShownStep } from './words.ts'

/** The parts of a step; conditions may ask for what is bound to the steps of these names. */
const partsWith = (names: readonly string[]) => {
  const variables = Object.fromEntries(
    names.map((name) => [name, `The events bound to the step ${name} so far`]),
  )
  return {
    name: text({ summary: 'What the step is called', example: 'open' }),
    where: expression.boolean({
      summary: 'Which events fit; by default all',
      example: 'payload.door = "open"',
      variables,
      optional: true,
    }),
    contiguity: choice({
      summary: 'How it follows the event before it',
      of: contiguities,
      default: 'followed-by',
    }),
    times: timesSetting({
      summary: 'How often it happens: a number, or `{ min, max, contiguity }`',
      example: { min: 1, max: 5 },
      optional: true,
    }),
    optional: flag({ summary: 'Whether it may be left out', default: false }),
    greedy: flag({
      summary: 'Whether it takes all that it can; otherwise each number of events makes a match of its own',
      default: false,
    }),
    until: expression.boolean({
      summary: 'The event that ends its repeating, and is not part of it',
      example: 'payload.door = "closed"',
      variables,
      optional: true,
    }),
    not: flag({ summary: 'Whether it must not happen', default: false }),
    for: duration({
      summary: 'Of one that must not happen: for how long after the event before it',
      example: '5m',
      min: 1,
      optional: true,
    }),
  }
}

type Step = Values<ReturnType<typeof partsWith>>

const most = 64
const outline = list({
  summary: '',
  of: group({ summary: 'A step', of: partsWith([]), show: () => '' }),
  min: 1,
  max: most,
})

/** The steps of a pattern, in their order. */
export function stepsSetting<const P extends SettingWords & Presence>(words: P) {
  return declare<readonly Part[], P>(words, {
    kind: 'steps',
    schema: outline.schema,
    form: { control: 'steps', options: outline.form.options ?? {} },
    read: readSteps,
  })
}

/** The names of the steps that can be bound to, as far as they can be told. */
export const boundNames = (raw: Json | undefined): readonly string[] =>
  namesIn(raw, ({ not }) => not !== true)

function namesIn(raw: Json | undefined, isMeant: (step: JsonObject) => boolean): readonly string[] {
  if (!Array.isArray(raw)) return []
  return (raw as readonly Json[]).flatMap((step) => {
    const name = isObject(step) && isMeant(step as JsonObject) ? (step as JsonObject)['name'] : undefined
    return typeof name === 'string' && /^\w+$/.test(name) ? [name] : []
  })
}

function readSteps(raw: Json, place: SettingPlace): SettingResult<readonly Part[]> {
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > most) {
    const result = outline.read(raw, place)
    return result.ok ? bad(notSteps) : result
  }
  const steps = raw as readonly Json[]
  const read: ReadSetting<Step>[] = []
  const shown: ShownStep[] = []
  const problems: SettingProblem[] = []
  for (const [at, step] of steps.entries()) {
    const result = readGroup(partsWith(boundNames(steps.slice(0, at + 1))), step, place, (parts) => {
      shown.push(parts)
      return ''
    })
    if (result.ok) read.push(result.read)
    else problems.push(...result.problems.map((problem) => ({ ...problem, at: [at, ...(problem.at ?? [])] })))
  }
  if (problems.length > 0) return { ok: false, problems }
  const across = stepProblems(steps.filter((step): step is JsonObject => isObject(step)))
  if (across.length > 0) return { ok: false, problems: across }
  const inStep =
    (at: number) =>
    <Said extends { readonly at?: readonly (string | number)[] }>(said: Said): Said => ({
      ...said,
      at: [at, ...(said.at ?? [])],
    })
  return {
    ok: true,
    read: {
      shown: patternInWords(shown),
      notes: read.flatMap(({ notes = [] }, at) => notes.map(inStep(at))),
      counted: read.flatMap(({ counted = [] }) => counted),
      reads: () => read.flatMap((step, at) => (step.reads?.() ?? []).map(inStep(at))),
      bind: (surroundings) => bindSteps(steps, read, surroundings),
    },
  }
}

function bindSteps(
  raw: readonly Json[],
  read: readonly ReadSetting<Step>[],
  surroundings: NodeSurroundings,
): readonly Part[] {
  const condition = conditionMaker(boundNames(raw))
  return read.map((one, at) => {
    const step = one.bind(surroundings)
    const texts = raw[at] as JsonObject // each was read as one
    const where = condition(step.where, texts['where'])
    const { name, contiguity } = step
    if (step.not)
      return { kind: 'absent', absent: { name, where, isNext: contiguity === 'next', duration: step.for } }
    const { min, max, contiguity: again } = step.times ?? { min: 1, max: 1, contiguity: 'followed-by' }
    return {
      kind: 'step',
      step: {
        name,
        where,
        until: condition(step.until, texts['until']),
        contiguity,
        min: Math.max(1, min),
        max,
        again,
        optional: step.optional || min === 0,
        greedy: step.greedy,
      },
    }
  })
}

const notSteps: SettingProblem = {
  code: 'bad-steps',
  message: 'expected a list of steps',
  expected: 'a list such as [{ "name": "open", "where": "payload.open" }]',
}
