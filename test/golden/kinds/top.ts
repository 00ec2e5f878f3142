import { canonicalText } from '../../../engine/core/operators/canonical-text.ts'
import type { Json, JsonObject } from '../../../engine/core/model/json.ts'
import { type Adapter, fieldOf, type GoldenCase, type Left } from '../golden-case.ts'
import { alignedWindow, type GoldenWindow } from './window.ts'

interface Spec {
  readonly per: readonly string[]
  readonly by?: string
  readonly order?: string
  readonly n: number
  readonly from?: number
  readonly ties?: string
  readonly rank?: string
  readonly window?: GoldenWindow
}

export function topCase({ spec }: GoldenCase): Adapter {
  const { per, by, order = 'desc', n, from = 1, ties = 'cut', rank, window } = spec as unknown as Spec // as the files say it
  return {
    type: 'top',
    settings: {
      ...(by === undefined ? {} : { by: fieldOf(by) }),
      ...(rank === undefined ? {} : { rank }),
      order,
      n,
      from,
      ties,
      ...(window === undefined ? { shape: 'running' } : { as: 'list', ...alignedWindow(window) }),
    },
    keys: { in: per },
    ports: ['out'],
    rows: (left) => (window === undefined ? lastOfEach(left) : left).flatMap(rowsOf),
  }
}

/** Without windows a list replaces the one before of its key. */
const lastOfEach = (left: readonly Left[]): readonly Left[] => [
  ...new Map(left.map((one) => [canonicalText(one.key), one])).values(),
]

function rowsOf({ payload }: Left): readonly Json[] {
  const { top: rows, ...bounds } = payload as JsonObject // it is made by the operator
  return (rows as readonly JsonObject[]).map((row) => ({ ...row, ...bounds }))
}
