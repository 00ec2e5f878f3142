import { isBuiltInName } from '../../expression/functions/catalogue.ts'
import { isObject, type JsonObject } from '../../model/json.ts'
import type { SettingProblem } from '../../operator/setting.ts'

/** A step as it stands in the document, each of its parts read without a problem. */
type Step = JsonObject

/** Steps that can never happen as they are meant, and parts of them that say nothing. */
export function stepProblems(steps: readonly Step[]): readonly SettingProblem[] {
  const names = steps.map(({ name }) => String(name))
  const problems = steps.flatMap((step, at) =>
    [
      ...nameProblems(names, at),
      ...(step['not'] === true ? absentProblems(step, at) : stepsProblems(step)),
    ].map((problem) => ({ ...problem, at: [at, ...(problem.at ?? [])] })),
  )
  if (problems.length > 0 || steps.some(isNeeded)) return problems
  return [nothingHappens]
}

const isNeeded = (step: Step): boolean => step['not'] !== true

function nameProblems(names: readonly string[], at: number): readonly SettingProblem[] {
  const name = names[at] ?? ''
  if (!/^[A-Za-z_]\w*$/.test(name))
    return [
      {
        code: 'bad-name',
        at: ['name'],
        message: `the name ${JSON.stringify(name)} can't stand behind a $ in a condition`,
        expected: 'letters, digits and _, with no digit in front',
        remedy: `write ${JSON.stringify(name.replace(/\W+/g, '_').replace(/^(?=\d)|^$/, 'step_'))}`,
      },
    ]
  if (isBuiltInName(name))
    return [
      {
        code: 'bad-name',
        at: ['name'],
        message: `${name} is the name of a function, $${name}`,
        expected: 'a name that no function has',
        remedy: `call it ${name}Step`,
      },
    ]
  if (!names.slice(0, at).includes(name)) return []
  return [
    {
      code: 'name-taken',
      at: ['name'],
      message: `there is a step ${name} before`,
      expected: 'a name of its own for each step',
      remedy: `call it ${name}2`,
    },
  ]
}

function absentProblems(step: Step, at: number): readonly SettingProblem[] {
  const { contiguity = 'followed-by', for: duration } = step
  const idle = ['times', 'optional', 'greedy', 'until'].filter(
    (part) => step[part] !== undefined && step[part] !== false,
  )
  return [
    ...idle.map((part) => ({
      code: 'no-effect',
      at: [part],
      message: 'a step that must not happen has none of this',
      remedy: `take ${part} out`,
    })),
    ...(contiguity === 'followed-by-any' ? [onlyTwoWays] : []),
    ...(contiguity === 'next' && duration !== undefined ? [nextForATime] : []),
    ...(at === 0 && duration === undefined ? [noBeginning] : []),
  ]
}

function stepsProblems(step: Step): readonly SettingProblem[] {
  const { times, greedy, until, for: duration, optional } = step
  const again = isObject(times ?? null) ? (times as JsonObject)['contiguity'] : undefined
  return [
    ...(duration === undefined ? [] : [onlyAbsent]),
    ...(greedy === true && again === 'followed-by-any' ? [greedyCombinations] : []),
    ...(greedy === true && times === undefined && optional !== true ? [once('greedy')] : []),
    ...(until !== undefined && times === undefined ? [once('until')] : []),
  ]
}

const onlyTwoWays: SettingProblem = {
  code: 'bad-contiguity',
  at: ['contiguity'],
  message: 'a step that must not happen follows as "next" or "followed-by"',
  expected: '"next": not as the very next event; "followed-by": at no time until the next step',
}

const nextForATime: SettingProblem = {
  code: 'bad-contiguity',
  at: ['for'],
  message: 'either the very next event counts, or all events for a time',
  expected: 'one of contiguity "next" and "for"',
  remedy: 'take one of them out',
}

const noBeginning: SettingProblem = {
  code: 'no-beginning',
  at: ['for'],
  message: 'a pattern that begins with what must not happen needs to know for how long',
  expected: 'how long it has to be quiet, such as "5m"',
  remedy: 'add "for": "5m"',
}

const onlyAbsent: SettingProblem = {
  code: 'no-effect',
  at: ['for'],
  message: 'only a step that must not happen lasts for a time',
  remedy: 'add "not": true, or take "for" out; a limit for the whole pattern is its setting within',
}

const greedyCombinations: SettingProblem = {
  code: 'greedy-combinations',
  at: ['greedy'],
  message: 'a step that takes all it can leaves no combinations',
  expected: 'times with the contiguity "next" or "followed-by"',
  remedy: 'take greedy out, or choose another contiguity',
}

const once = (part: string): SettingProblem => ({
  code: 'no-effect',
  at: [part],
  message: 'this is for a step that happens several times',
  remedy: `add "times": { "min": 1 }, or take ${part} out`,
})

const nothingHappens: SettingProblem = {
  code: 'nothing-happens',
  message: 'no step says what has to happen',
  expected: 'at least one step without "not"',
  remedy: 'for silence alone there is the operator absence',
}
