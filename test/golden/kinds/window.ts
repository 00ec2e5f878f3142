import type { Json, JsonObject } from '../../../engine/core/model/json.ts'
import { type Adapter, aggregateOf, type GoldenCase, ms } from '../golden-case.ts'

export interface GoldenWindow {
  readonly shape: string
  readonly size?: number
  readonly offset?: number
  readonly every?: number
  readonly step?: number
  readonly gap?: number
  readonly partial?: boolean
}

interface Spec {
  readonly window: GoldenWindow
  readonly per: readonly string[]
  readonly aggregates: readonly { readonly as: string; readonly fn: string; readonly of?: string }[]
  readonly lateness?: number
  readonly refire?: string
}

/** The settings of windows that are aligned to the epoch. */
export function alignedWindow({
  shape,
  size = 0,
  every = size,
  step = 0,
  offset = 0,
}: GoldenWindow): JsonObject {
  const unit = shape === 'hopping' ? every : size
  return {
    shape,
    size: ms(size),
    offset: ms(((offset % unit) + unit) % unit),
    ...(shape === 'hopping' ? { every: ms(every) } : {}),
    ...(shape === 'cumulate' ? { step: ms(step) } : {}),
  }
}

function shapeOf(window: GoldenWindow): JsonObject {
  const { shape, size = 0, every = size, gap = 0, partial = false } = window
  if (shape === 'session') return { shape, gap: ms(gap) }
  if (shape === 'count') return { shape, events: size, everyEvents: every, partial }
  return alignedWindow(window)
}

export function windowCase({ spec }: GoldenCase): Adapter {
  const { window, per, aggregates, lateness = 0, refire } = spec as unknown as Spec // as the files say it
  const kept =
    window.shape === 'count'
      ? {}
      : { lateness: ms(lateness), corrects: refire === 'discard' ? 'new' : 'whole' }
  const summed = aggregates.map(({ as, fn, of }) => [as, aggregateOf(fn, of)])
  return {
    type: 'window',
    settings: { ...shapeOf(window), ...kept, aggregates: Object.fromEntries(summed) as JsonObject },
    keys: { in: per },
    ports: ['out', 'update'],
    rows: (left) =>
      left.map(({ payload, key }) => {
        const parts = (key ?? []) as readonly Json[] // the key is a list of these fields
        const named = per.map((field, at) => [field, parts[at] ?? null])
        return { ...Object.fromEntries(named), ...(payload as JsonObject) } as Json // results are objects
      }),
  }
}
