import type { SettingProblem } from '../../operator/setting.ts'
import type { Lag } from './lags-setting.ts'
import type { NamedSummary } from './named-aggregates.ts'
import type { PlaceNames } from './placing.ts'

interface Seen extends PlaceNames {
  readonly frame: 'rows' | 'range'
  readonly before: number | undefined
  readonly after: number
  readonly aggregates: NamedSummary | undefined
  readonly lags: readonly Lag[] | undefined
  readonly maxEvents: number
}

type Problem = SettingProblem & { readonly setting: string }

/** Fields that nothing comes to or two things do, and frames that can never be whole. */
export function problemsOf(settings: Seen): readonly Problem[] {
  const named = fieldsOf(settings)
  if (named.length === 0)
    return [
      {
        setting: 'aggregates',
        code: 'nothing-to-add',
        message: 'nothing is said that events are to have beside their payload',
        expected: 'at least one of aggregates, lags, numberAs, rankAs, denseRankAs and timeAs',
        remedy: 'give aggregates such as { "average": "$average(payload.c)" }',
      },
    ]
  return [...namedTwice(named), ...tooManyRows(settings)]
}

type Named = readonly [setting: string, name: string]

function fieldsOf({ aggregates, lags = [], numberAs, rankAs, denseRankAs, timeAs }: Seen): readonly Named[] {
  const places = Object.entries({ numberAs, rankAs, denseRankAs, timeAs })
  return [
    ...(aggregates?.names ?? []).map((name): Named => ['aggregates', name]),
    ...lags.map(({ name }): Named => ['lags', name]),
    ...places.flatMap(([setting, name]): Named[] => (name === undefined ? [] : [[setting, name]])),
  ]
}

const namedTwice = (named: readonly Named[]): readonly Problem[] =>
  named.flatMap(([setting, name], at) => {
    const other = named.slice(0, at).find((one) => one[1] === name)
    if (other === undefined) return []
    return [
      {
        setting,
        code: 'name-taken',
        message: `${name} is the name of another field, by ${other[0]}`,
        expected: 'a name for each field',
        remedy: 'choose another name',
      },
    ]
  })

function tooManyRows({ frame, before = 0, after, maxEvents }: Seen): readonly Problem[] {
  const rows = before + after + 1
  if (frame !== 'rows' || rows <= maxEvents) return []
  return [
    {
      setting: 'maxEvents',
      code: 'frame-too-large',
      message: `a frame has ${rows} rows, of which ${maxEvents} may be kept`,
      expected: `${rows} or more`,
      remedy: `set maxEvents to ${rows * 2}, or take fewer rows`,
    },
  ]
}
