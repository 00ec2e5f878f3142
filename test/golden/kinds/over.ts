import type { Json, JsonObject } from '../../../engine/core/model/json.ts'
import { type Adapter, aggregateOf, fieldOf, type GoldenCase, ms } from '../golden-case.ts'

type Ends = readonly [from: number | null, to: number | null]

interface Spec {
  readonly per: readonly string[]
  readonly frame?: { readonly rows?: Ends; readonly range?: Ends }
  readonly aggregates: readonly {
    readonly as: string
    readonly fn: string
    readonly of?: string
    readonly offset?: number
  }[]
}

const places: Readonly<Record<string, string>> = {
  rowNumber: 'numberAs',
  rank: 'rankAs',
  denseRank: 'denseRankAs',
}

export function overCase({ spec }: GoldenCase): Adapter {
  const { per, frame, aggregates } = spec as unknown as Spec // as the files say it
  const placed = aggregates.filter(({ fn }) => places[fn] !== undefined)
  const lags = aggregates.filter(({ fn }) => fn === 'lag')
  const summed = aggregates.filter((one) => !placed.includes(one) && !lags.includes(one))
  return {
    type: 'over',
    settings: {
      ...(frame === undefined ? {} : frameOf(frame)),
      ...table(
        'aggregates',
        summed.map(({ as, fn, of }) => [as, aggregateOf(fn, of)]),
      ),
      ...table(
        'lags',
        lags.map(({ as, of = '', offset = 1 }) => [as, { value: fieldOf(of), rows: offset }]),
      ),
      ...Object.fromEntries(placed.map(({ as, fn }) => [places[fn] ?? fn, as])),
    },
    keys: { in: per },
    ports: ['out'],
    rows: (left) => left.map(({ payload }) => payload),
  }
}

/** Those of one kind as a setting, which is left out where there are none. */
const table = (name: string, entries: readonly (readonly [string, Json])[]): JsonObject =>
  entries.length === 0 ? {} : { [name]: Object.fromEntries(entries) }

function frameOf({ rows, range }: NonNullable<Spec['frame']>): JsonObject {
  const [from, to] = rows ?? range ?? [null, 0]
  if (to === null) throw new Error('there is no frame without an end')
  if (rows !== undefined) return { frame: 'rows', after: to, ...(from === null ? {} : { before: -from }) }
  return { frame: 'range', afterSpan: ms(to), ...(from === null ? {} : { beforeSpan: ms(-from) }) }
}
