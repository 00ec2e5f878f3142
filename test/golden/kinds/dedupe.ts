import { canonicalText } from '../../../engine/core/operators/canonical-text.ts'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import type { Adapter, GoldenCase } from '../golden-case.ts'
import { alignedWindow, type GoldenWindow } from './window.ts'

interface Spec {
  readonly per: readonly string[]
  readonly keep: string
  readonly window?: GoldenWindow
}

export function dedupeCase({ spec, folded = false }: GoldenCase): Adapter {
  const { per, keep, window } = spec as unknown as Spec // as the files say it
  const nameOf = (row: JsonObject): string => canonicalText(per.map((field) => row[field] ?? null))
  return {
    type: 'dedupe',
    settings: {
      id: 'key',
      keep,
      ...(window === undefined ? (keep === 'first' ? { for: '36500d' } : {}) : alignedWindow(window)),
    },
    keys: { in: per },
    ports: ['out'],
    rows(left) {
      const rows = left.map(({ payload }) => payload as JsonObject) // rows are objects
      return folded ? [...new Map(rows.map((row) => [nameOf(row), row])).values()] : rows
    },
  }
}
