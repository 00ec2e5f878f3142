import type { Json, JsonObject } from '../../../engine/core/model/json.ts'
import { type Adapter, type GoldenCase, ms } from '../golden-case.ts'
import { alignedWindow, type GoldenWindow } from './window.ts'

interface Spec {
  readonly kind: string
  readonly type: string
  readonly on: readonly (readonly [string, string])[]
  readonly from?: number
  readonly to?: number
  readonly strict?: boolean
  readonly direction?: string
  readonly window?: GoldenWindow
}

function settingsOf({ kind, type, from = 0, to = 0, window, strict = false, direction }: Spec): JsonObject {
  if (kind === 'interval') return { kind, match: type, from: ms(from), to: ms(to) }
  if (window !== undefined) return { kind, match: type, ...alignedWindow(window) }
  return {
    kind,
    match: type,
    strict,
    direction: direction === 'forward' ? 'after' : 'before',
    removes: 'payload.gone = true',
  }
}

export function joinCase({ spec, expect }: GoldenCase): Adapter {
  const join = spec as unknown as Spec // as the files say it
  const isAlone = join.type === 'semi' || join.type === 'anti'
  const hasTime = expect.out.some((row) => 'time' in row)
  return {
    type: 'join',
    settings: settingsOf(join),
    keys: { left: join.on.map(([left]) => left), right: join.on.map(([, right]) => right) },
    payload: ({ value = {}, delete: isGone }) => (isGone === true ? { ...value, gone: true } : value),
    ports: ['out'],
    rows: (left) =>
      left.map(({ payload, time }) => ({
        ...(isAlone ? alone(payload, join.window !== undefined) : (payload as JsonObject)), // results are objects
        ...(hasTime ? { time } : {}),
      })),
    lateRow: ({ payload, input }) => ({ in: input, value: payload }),
  }
}

/** What an event alone leaves as: itself, or with the bounds of its window beside it. */
function alone(payload: Json, hasBounds: boolean): JsonObject {
  if (!hasBounds) return { left: payload }
  const { start = null, end = null, ...left } = payload as JsonObject // results are objects
  return { left, start, end }
}
