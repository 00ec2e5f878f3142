import type { Event, Key } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import type { Json } from '../../model/json.ts'
import type { Context } from '../../operator/context.ts'
import type { Hooks } from '../../operator/operator.ts'
import type { Expression } from '../../operator/settings/expression.ts'
import { type Handles, log } from '../../operator/state.ts'
import { payloadWithout } from '../payload-without.ts'
import { type Row, rowName, type Table, type tableState } from './table.ts'

export type Port = 'out' | 'missing'

export interface Settings {
  readonly by: Expression<Key> | undefined
  readonly as: string
  readonly gives: Expression<Json | undefined> | undefined
  readonly missing: 'leave' | 'pass'
  readonly maxAge: number | undefined
  readonly rowKey: Expression<Key> | undefined
  readonly row: Expression<Json | undefined>
  readonly removes: Expression<boolean>
  readonly loaded: Expression<boolean>
  readonly loading: number
  readonly maxRows: number
  readonly maxEvents: number
}

/** Events of a key that wait for the table, by the ordinal of their arrival. */
export const lookupState = { waiting: log<Event>() }

const ready = 'ready'

export function lookupHooks(
  settings: Settings,
): Hooks<'in' | 'table', Port, typeof lookupState, typeof tableState> {
  const { by, maxAge, missing, gives, as, rowKey, row, removes, loaded, loading, maxRows, maxEvents } =
    settings

  const added = new Set([as])

  const find = (event: Event, { rows }: Table): Row | undefined => {
    const name = rowName(by === undefined ? event.key : by(event))
    const found = name === undefined ? undefined : rows.get(name)
    const isOld = found !== undefined && maxAge !== undefined && event.time - found.time > maxAge
    return isOld ? undefined : found
  }

  /** Where an event goes, and with which payload; nothing where `gives` gives nothing. */
  const resultOf = (event: Event, table: Table): readonly [Port, Json] | undefined => {
    const found = find(event, table)
    if (found === undefined && missing === 'leave') return ['missing', event.payload]
    const value = found?.value
    const payload =
      gives === undefined
        ? { ...payloadWithout(event.payload, added), [as]: value ?? null }
        : gives(event, { row: value })
    return payload === undefined ? undefined : ['out', payload]
  }

  const hold = (
    event: Event,
    context: Context<Port>,
    { waiting }: Handles<typeof lookupState>,
    until: number,
  ): void => {
    if (waiting.length >= maxEvents)
      throw new Failure(
        'too-many-waiting',
        `${maxEvents} events of this key wait for the table to load already (setting maxEvents)`,
      )
    context.hold()
    waiting.append(context.ordinal, event)
    context.wake(ready, until, 'wall')
  }

  /** What an event changes in the table. */
  const change = (event: Event, context: Context<Port>, { rows }: Table): void => {
    const isGone = removes(event)
    const own = rowKey?.(event) ?? null
    // Of a row that is gone only the key may be left.
    const name = rowName(rowKey === undefined || (isGone && own === null) ? event.key : own)
    if (name === undefined) return context.drop('no key')
    if (isGone) return rows.delete(name)
    const value = row(event)
    if (value === undefined) return context.drop('nothing')
    if (rows.get(name) === undefined && rows.size >= maxRows)
      throw new Failure('too-many-rows', `the table has ${maxRows} rows already (setting maxRows)`)
    rows.set(name, { value, time: event.time })
  }

  return {
    on: {
      in(event, context, state, table) {
        const { isDone = false, until = context.now } = table.loading.get() ?? {}
        const isLoading = !isDone && context.now < until
        if (isLoading || state.waiting.length > 0)
          return hold(event, context, state, isLoading ? until : context.now)
        const result = resultOf(event, table)
        if (result === undefined) context.drop('nothing')
        else context.forward(...result)
      },
      table(event, context, _state, table) {
        if (loaded(event)) {
          table.loading.set({ isDone: true, until: context.now })
          context.wakeAll(ready)
        }
        try {
          change(event, context, table)
        } catch (error) {
          // Thrown it would undo that the table is there.
          context.fail(error, event.payload, event)
        }
      },
    },
    onStart({ now }, _state, table) {
      table.loading.set({ isDone: false, until: now + loading })
    },
    onTimer(_timer, context, { waiting }, table) {
      for (const { value: event } of waiting.entries()) {
        try {
          const [port, payload] = resultOf(event, table) ?? []
          context.release(event, port, payload)
        } catch (error) {
          context.fail(error, event.payload, event)
          context.release(event)
        }
      }
      waiting.dropBefore(Number.POSITIVE_INFINITY)
    },
  }
}
