import type { Event } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import type { Json } from '../../model/json.ts'
import type { Context } from '../../operator/context.ts'
import type { Answer, Hooks } from '../../operator/operator.ts'
import type { Expression } from '../../operator/settings/expression.ts'
import type { PathTemplate } from '../../operator/settings/path-template.ts'
import { type Handles, map } from '../../operator/state.ts'
import { payloadWithout } from '../payload-without.ts'
import { type cacheState, type Found, foundIn, keep } from './cache.ts'

export type Port = 'out' | 'missing'

export interface Settings {
  readonly path: PathTemplate
  readonly as: string
  readonly gives: Expression<Json | undefined> | undefined
  readonly missing: 'leave' | 'pass'
  readonly timeout: number
  readonly retries: number
  readonly retryAfter: number
  readonly order: 'kept' | 'free'
  readonly cacheFor: number
  readonly maxCached: number
  readonly maxEvents: number
}

/** An event that waits for its answer, or for those before it. */
interface Waiting {
  readonly event: Event
  readonly path: string
  readonly found?: Found | Failed
}

interface Failed {
  readonly kind: 'failed'
  readonly code: string
  readonly message: string
}

export const askingState = {
  /** In the order in which they came. */
  waiting: map<number, Waiting>(),
  /** What is asked for, by path. */
  asked: map<string, Asked>(),
}

interface Asked {
  /** How often it is asked again, this time included. */
  readonly tries: number
  /** It failed, and is to be asked again; what else fails of the question before does not count. */
  readonly pauses: boolean
}

type State = Handles<typeof askingState>

/** What may be different when asked again. */
const passing = new Set(['unavailable', 'unreachable', 'timed-out'])
const longestPause = 60_000

export function askingHooks(settings: Settings): Hooks<'in', Port, typeof askingState, typeof cacheState> {
  const { path: pathOf, as, gives, missing, timeout, retries, retryAfter, order, maxEvents } = settings
  const rule = { time: settings.cacheFor, most: settings.maxCached }

  const added = new Set([as])

  const resultOf = (event: Event, found: Found): readonly [Port, Json] | undefined => {
    if (found.kind === 'missing' && missing === 'leave') return ['missing', event.payload]
    const row = found.kind === 'row' ? found.value : undefined
    const payload =
      gives === undefined
        ? { ...payloadWithout(event.payload, added), [as]: row ?? null }
        : gives(event, { row })
    return payload === undefined ? undefined : ['out', payload]
  }

  const goOn = (event: Event, found: Found | Failed, context: Context<Port>): void => {
    try {
      if (found.kind === 'failed') throw new Failure(found.code, found.message)
      const [port, payload] = resultOf(event, found) ?? []
      context.release(event, port, payload)
    } catch (error) {
      context.fail(error, event.payload, event)
      context.release(event)
    }
  }

  /** Lets go on what may: all that is answered, or, in order, as far as that goes. */
  const letGo = (context: Context<Port>, { waiting }: State): void => {
    for (const [number, { event, found }] of waiting.entries()) {
      if (found === undefined) {
        if (order === 'kept') return
        continue
      }
      waiting.delete(number)
      goOn(event, found, context)
    }
  }

  const ask = (path: string, tries: number, context: Context<Port>, { asked }: State): void => {
    asked.set(path, { tries, pauses: false })
    context.ask(path, { topic: path, payload: null, options: { timeout } })
    context.wake(`late ${path}`, context.now + timeout, 'wall')
  }

  const settle = (path: string, found: Found | Failed, context: Context<Port>, state: State): void => {
    const { waiting, asked } = state
    context.cancel(`late ${path}`)
    context.cancel(`again ${path}`)
    asked.delete(path)
    for (const [number, one] of waiting.entries())
      if (one.path === path && one.found === undefined) waiting.set(number, { ...one, found })
    letGo(context, state)
  }

  /** No answer came that could be used: it is asked again, or given up. */
  const fails = (
    path: string,
    problem: NonNullable<Answer['problem']>,
    context: Context<Port>,
    state: State,
  ): void => {
    const tries = state.asked.get(path)?.tries ?? 0
    if (context.ended || tries >= retries || !passing.has(problem.code))
      return settle(path, { kind: 'failed', ...problem }, context, state)
    state.asked.set(path, { tries: tries + 1, pauses: true })
    context.cancel(`late ${path}`)
    context.wake(`again ${path}`, context.now + Math.min(longestPause, retryAfter * 2 ** tries), 'wall')
  }

  return {
    on: {
      in(event, context, state, cache) {
        const { waiting } = state
        const path = pathOf(event)
        const found = foundIn(cache, path, context.now)
        if (found !== undefined && (order === 'free' || waiting.size === 0)) {
          const result = resultOf(event, found)
          if (result === undefined) context.drop('nothing')
          else context.forward(...result)
          return
        }
        if (waiting.size >= maxEvents)
          throw new Failure(
            'too-many-waiting',
            `${maxEvents} events of this key wait for answers already (setting maxEvents)`,
          )
        context.hold()
        const number = (waiting.entries().at(-1)?.[0] ?? 0) + 1
        waiting.set(number, { event, path, ...(found === undefined ? {} : { found }) })
        if (found !== undefined || state.asked.get(path) !== undefined) return
        ask(path, 0, context, state)
      },
    },
    onAnswer({ question: path, payload, problem }, context, state, cache) {
      const asked = state.asked.get(path)
      if (asked === undefined) return
      if (problem !== undefined && problem.code !== 'not-found') {
        if (!asked.pauses) fails(path, problem, context, state)
        return
      }
      const found: Found = problem === undefined ? { kind: 'row', value: payload } : { kind: 'missing' }
      keep(cache, path, found, context.now, rule)
      settle(path, found, context, state)
    },
    onTimer({ name }, context, state) {
      const [what] = name.split(' ', 1)
      const path = name.slice(name.indexOf(' ') + 1)
      const asked = state.asked.get(path)
      if (asked === undefined) return
      if (what === 'again' && !context.ended) return ask(path, asked.tries, context, state)
      fails(
        path,
        { code: 'timed-out', message: `no answer came within ${timeout} ms (setting timeout)` },
        context,
        state,
      )
    },
  }
}
