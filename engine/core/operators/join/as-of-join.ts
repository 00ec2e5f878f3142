import type { Event } from '../../model/event.ts'
import type { Context } from '../../operator/context.ts'
import {
  beginAnew,
  type Common,
  firstTime,
  type JoinHooks,
  type JoinPort,
  type JoinState,
  type Row,
  rowOf,
  tellOrFail,
} from './join-state.ts'

export interface AsOf {
  /** Which right event goes with a left one: the newest before it or at its time, or the next one. */
  readonly direction: 'before' | 'after'
  /** One of the same time does not count. */
  readonly isStrict: boolean
  /** The result is given at once, with what is known. */
  readonly isAtOnce: boolean
  /** How far from the left event the right one may be, ms. */
  readonly maxAge: number
  /** Whether from this right event on there is no version. */
  readonly removes: ((event: Event) => boolean) | undefined
}

const settle = 'settle'

/**
 * Each left event with one right event of its key: the version of a table that was in force at its time, or the next
 * one to come. What has come is looked at once no other can come that would take its place.
 */
export function asOfJoin(asOf: AsOf, common: Common): JoinHooks {
  const { isStrict, isAtOnce, maxAge, removes } = asOf
  const isBefore = asOf.direction === 'before'
  const { type, maxEvents, matches } = common
  const gap = isStrict ? 1 : 0

  const versionFor = (event: Event, { key }: Context<JoinPort>, { right }: JoinState): Row | undefined => {
    if (!matches(key, 'left') || !matches(key, 'right')) return undefined
    const { time } = event
    if (!isBefore)
      return right.entries(time + gap, time + maxAge).find(({ value }) => value.isRemoval !== true)?.value
    const found = right.entries(time - maxAge, time - gap).at(-1)?.value
    return found?.isRemoval === true ? undefined : found
  }

  const give = (event: Event, version: Row | undefined, context: Context<JoinPort>): void => {
    if (version === undefined && type === 'inner') return
    const time = isBefore ? event.time : Math.max(event.time, version?.event.time ?? event.time + maxAge)
    tellOrFail(common, event, version?.event, time, context)
  }

  /** When the first left event that waits can be told about: by its time, or by that of what goes with it. */
  const arm = (context: Context<JoinPort>, state: JoinState): void => {
    const first = state.left.first()
    if (first === undefined) return
    const next = isBefore ? undefined : versionFor(first.value.event, context, state)
    context.wake(settle, isBefore ? first.time : (next?.event.time ?? first.time + maxAge), 'event')
  }

  /** Lets go of versions that no event can ask for any more. */
  const free = (watermark: number, state: JoinState): void => {
    const { left, right } = state
    const oldest = Math.min(firstTime(left) ?? Number.POSITIVE_INFINITY, watermark + 1)
    if (!isBefore) return right.dropBefore(oldest)
    const inForce = right.entries(undefined, oldest - gap).at(-1)
    if (inForce !== undefined) right.dropBefore(inForce.time)
  }

  return {
    on: {
      left: (event, context, state) => {
        if (event.time <= context.watermark) return context.late()
        if (isAtOnce) return give(event, versionFor(event, context, state), context)
        context.wait()
        state.left.append(event.time, rowOf(event, state.left, state, maxEvents))
        arm(context, state)
      },
      right: (event, context, state) => {
        if (event.time <= context.watermark) return context.late()
        free(context.watermark, state)
        const row = rowOf(event, state.right, state, maxEvents)
        state.right.append(event.time, removes?.(event) === true ? { ...row, isRemoval: true } : row)
        if (!isBefore) arm(context, state)
      },
    },
    onTimer: ({ time }, context, state) => {
      const { left } = state
      let told = Number.NEGATIVE_INFINITY
      for (const { value } of left.entries(undefined, time - (isBefore ? 0 : gap))) {
        const version = versionFor(value.event, context, state)
        const isOver = isBefore || value.event.time + maxAge <= time
        // Those after it have no earlier one to go with.
        if (!isOver && (version === undefined || version.event.time > time)) break
        context.settle()
        told = value.event.time
        give(value.event, version, context)
      }
      left.dropBefore(told + 1)
      free(context.watermark, state)
      arm(context, state)
      beginAnew(state)
    },
  }
}
