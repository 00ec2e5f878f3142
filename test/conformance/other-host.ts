import { type Event, keyId, makeEvent } from '../../engine/core/model/event.ts'
import { Failure } from '../../engine/core/model/failure.ts'
import type { Json } from '../../engine/core/model/json.ts'
import type { Context, TimerClock } from '../../engine/core/operator/context.ts'
import type { Example, ExampleAnswer } from '../../engine/core/operator/example.ts'
import type { Hooks, KeyFunction, Operator } from '../../engine/core/operator/operator.ts'
import type { LogEntry, StateShape } from '../../engine/core/operator/state.ts'
import { read } from './example-plan.ts'
import { type Outcome, plain } from './example-run.ts'
import { happenings } from './example-script.ts'
import { uncounted } from '../../engine/core/operator/setting.ts'

/**
 * A host that is not ours: it keeps state and timers by key in a table of texts, as a database or a distributed engine
 * would, runs one element at a time, and shares nothing with the runtime. That every example gives the same here shows
 * that operators need nothing but the contract.
 */
export function runElsewhere(operator: Operator, example: Example): Outcome {
  return new OtherHost(operator, example).run()
}

interface StoredTimer {
  readonly key: string
  readonly seen: number
  readonly name: string
  readonly time: number
  readonly clock: TimerClock
  readonly payload: string
}

interface Effects {
  readonly emitted: [port: string, what: Json][]
  table: Map<string, string>
  timers: StoredTimer[]
}

class OtherHost {
  private readonly operator: Operator
  private readonly example: Example
  private readonly hooks: Hooks
  private readonly values: Readonly<Record<string, unknown>>
  private readonly outcome: Record<string, Json[]> = {}
  /** `key / slot` to JSON: all that is remembered of any key. */
  private table = new Map<string, string>()
  private timers: StoredTimer[] = []
  private readonly seen = new Map<string, number>()
  private watermark = Number.NEGATIVE_INFINITY
  private passed = Number.NEGATIVE_INFINITY
  private now = Number.NEGATIVE_INFINITY
  private ended = false
  private ordinal = 0

  constructor(operator: Operator, example: Example) {
    this.operator = operator
    this.example = example
    const surroundings = { now: 0, random: () => 0.5, parameters: {}, ...uncounted }
    Object.defineProperty(surroundings, 'now', { get: () => this.now })
    this.values = Object.fromEntries(
      Object.entries(read(operator, example.settings)).map(([name, setting]) => [
        name,
        setting.bind(surroundings),
      ]),
    )
    this.hooks = operator.create(this.values)
  }

  run(): Outcome {
    let greatest = Number.NEGATIVE_INFINITY
    for (const { input, element } of happenings(this.operator, this.example)) {
      const arrived = element.kind === 'event' ? (element.at ?? element.time) : element.time
      if (this.now === Number.NEGATIVE_INFINITY) this.start(arrived)
      this.wall(element.kind === 'watermark' ? this.now : Math.max(this.now, arrived))
      if (element.kind === 'event') {
        this.event(
          input,
          makeEvent(element.payload, element.time, element.key, element.topic, undefined, element.properties),
        )
      }
      if (element.kind === 'answer') this.answer(element)
      if (element.kind === 'wall' || element.kind === 'answer') continue
      greatest = Math.max(greatest, element.kind === 'watermark' ? element.time + 1 : element.time)
      this.rise(greatest - 1)
    }
    if (this.example.ends !== false) this.end()
    return this.outcome
  }

  private start(now: number): void {
    this.now = now
    for (const key of this.hooks.startsWith ?? [null]) {
      this.attempt((effects) => {
        const state = this.handles(this.operator.state, effects, `key ${this.idOf(key)}`)
        const table = this.handles(this.operator.table, effects, 'table')
        this.hooks.onStart?.(this.context(effects, key, now, undefined), state as never, table as never)
      })
    }
  }

  private wall(until: number): void {
    for (let due = this.due('wall', until); due !== undefined; due = this.due('wall', until)) {
      this.now = Math.max(this.now, due.time)
      this.fire(due)
    }
    this.now = until
  }

  private rise(watermark: number): void {
    if (watermark <= this.watermark) return
    this.watermark = watermark
    this.fireEventTimers()
    this.passed = watermark
  }

  private fireEventTimers(): void {
    for (
      let due = this.due('event', this.watermark);
      due !== undefined;
      due = this.due('event', this.watermark)
    ) {
      this.fire(due)
    }
  }

  private end(): void {
    const fireWall = (): void => {
      this.ended = true
      for (let due = this.due('wall', Infinity); due !== undefined; due = this.due('wall', Infinity)) {
        this.now = due.time
        this.fire(due)
      }
      this.ended = false
    }
    fireWall()
    this.watermark = Number.POSITIVE_INFINITY
    this.fireEventTimers()
    fireWall()
  }

  private due(clock: TimerClock, until: number): StoredTimer | undefined {
    const due = this.timers.filter((timer) => timer.clock === clock && timer.time <= until)
    return due.sort((a, b) => a.time - b.time || a.seen - b.seen || (a.name < b.name ? -1 : 1))[0]
  }

  private event(input: string, event: Event): void {
    this.ordinal++
    const declared = this.operator.inputs[input]
    const hook = this.hooks.on?.[input]
    if (declared === undefined || hook === undefined) throw new Error(`no input ${input}`)
    this.attempt((effects) => {
      const per =
        declared.per === undefined ? undefined : (this.values[declared.per] as KeyFunction | undefined)
      const key = declared.reads === 'key' ? (per ?? ((one: Event) => one.key))(event) : null
      const context = this.context(effects, key, event.time, event)
      const keyed = this.handles(this.operator.state, effects, `key ${this.idOf(key)}`)
      const shared = this.handles(this.operator.table, effects, 'table')
      if (declared.reads === 'table') hook(event, context, undefined as never, shared as never)
      else hook(event, context, keyed as never, shared as never)
    })
    this.fireEventTimers()
  }

  private answer({ key, question, payload, problem }: ExampleAnswer): void {
    this.attempt((effects) => {
      const state = this.handles(this.operator.state, effects, `key ${this.idOf(key)}`)
      const table = this.handles(this.operator.table, effects, 'table')
      const context = this.context(effects, key, this.now, undefined)
      this.hooks.onAnswer?.({ question, payload, problem }, context, state as never, table as never)
    })
  }

  private fire(timer: StoredTimer): void {
    this.timers = this.timers.filter((other) => other !== timer)
    this.attempt((effects) => {
      const context = this.context(effects, JSON.parse(timer.key) as never, timer.time, undefined)
      const state = this.handles(this.operator.state, effects, `key ${timer.key}`)
      const table = this.handles(this.operator.table, effects, 'table')
      const { name, time, clock, payload } = timer
      this.hooks.onTimer?.(
        { name, time, clock, payload: JSON.parse(payload) as Json },
        context,
        state as never,
        table as never,
      )
    })
  }

  /** A hook works on copies; only when it has returned do they become what is. */
  private attempt(hook: (effects: Effects) => void): void {
    const effects: Effects = { emitted: [], table: new Map(this.table), timers: [...this.timers] }
    try {
      hook(effects)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'internal'
      this.outcome['error'] = [...(this.outcome['error'] ?? []), code]
      return
    }
    this.table = effects.table
    this.timers = effects.timers
    for (const [port, what] of effects.emitted) this.outcome[port] = [...(this.outcome[port] ?? []), what]
  }

  private idOf(key: unknown): string {
    const id = JSON.stringify(key)
    if (!this.seen.has(id)) this.seen.set(id, this.seen.size)
    return id
  }

  private context(effects: Effects, key: Event['key'], at: number, event: Event | undefined): Context {
    const id = this.idOf(key)
    const { passed, now, watermark, ended } = this
    const cancel = (name: string): void => {
      effects.timers = effects.timers.filter((timer) => timer.key !== id || timer.name !== name)
    }
    const push = (port: string, what: Event): void => {
      if (!Object.hasOwn(this.operator.outputs, port)) throw new Error(`no port ${port}`)
      effects.emitted.push([port, plain(what)])
    }
    const forward = (port: string, payload?: Json): void => {
      if (event === undefined) throw new Error('no event at hand')
      push(port, payload === undefined ? event : { ...event, payload })
    }
    return {
      key,
      now,
      watermark,
      ordinal: this.ordinal,
      random: () => 0.5,
      emit: (port, payload, options) => {
        const wanted = options?.time ?? at
        const gives = options?.time === undefined || options.orLater === true
        const time = gives ? Math.max(wanted, passed + 1) : wanted
        if (time <= passed && this.operator.outputs[port]?.late !== true) {
          throw new Failure('behind-watermark', `${time} is at or behind ${passed}`)
        }
        const { topic, params, properties } = options?.from ?? {}
        push(
          port,
          makeEvent(payload, time, options?.key === undefined ? key : options.key, topic, params, properties),
        )
      },
      forward,
      late: () => forward('late'),
      drop: () => {},
      wait: () => {},
      hold: () => {},
      release: (held, port, payload) => {
        if (port !== undefined) push(port, payload === undefined ? held : { ...held, payload })
      },
      wakeAll: (name) => {
        for (const [id, seen] of this.seen) {
          effects.timers = effects.timers.filter((timer) => timer.key !== id || timer.name !== name)
          if (!ended)
            effects.timers.push({ key: id, seen, name, time: now + 1, clock: 'wall', payload: 'null' })
        }
      },
      settle: () => {},
      fail: (error) =>
        effects.emitted.push([
          'error',
          error instanceof Error && 'code' in error ? String(error.code) : 'internal',
        ]),
      wake: (name, time, clock, payload = null) => {
        cancel(name)
        if (clock === 'wall' && ended) return
        const due = clock === 'wall' ? Math.max(time, now + 1) : time
        const seen = this.seen.get(keyId(id) as string) ?? 0
        effects.timers.push({ key: id, seen, name, time: due, clock, payload: JSON.stringify(payload) })
      },
      cancel,
      ended,
      ask: (question, delivery) =>
        effects.emitted.push(['sent', { ...delivery, question, key, time: event?.time ?? at } as Json]),
      send: (delivery) =>
        effects.emitted.push(['sent', { ...delivery, key, time: event?.time ?? at } as Json]),
    }
  }

  /** Handles that read and write the table of texts. */
  private handles(shape: StateShape, { table }: Effects, at: string): Record<string, unknown> {
    const slot = <Value>(name: string) => ({
      load: (): Value | undefined => {
        const text = table.get(`${at} / ${name}`)
        return text === undefined ? undefined : (JSON.parse(text) as Value)
      },
      save: (value: Value): void => void table.set(`${at} / ${name}`, JSON.stringify(value)),
      clear: (): void => void table.delete(`${at} / ${name}`),
    })
    const kinds = {
      record: (name: string) => {
        const { load, save, clear } = slot<unknown>(name)
        return { get: load, set: save, delete: clear }
      },
      map: (name: string) => {
        const { load, save } = slot<[string | number, unknown][]>(name)
        const without = (wanted: string | number) => (load() ?? []).filter(([one]) => one !== wanted)
        return {
          get size() {
            return load()?.length ?? 0
          },
          get: (wanted: string | number) => load()?.find(([one]) => one === wanted)?.[1],
          set: (wanted: string | number, value: unknown) => save([...without(wanted), [wanted, value]]),
          delete: (wanted: string | number) => save(without(wanted)),
          entries: () =>
            (load() ?? []).sort(([a], [b]) =>
              typeof a === typeof b ? (a < b ? -1 : 1) : typeof a === 'number' ? -1 : 1,
            ),
        }
      },
      log: (name: string) => {
        const { load, save } = slot<LogEntry<unknown>[]>(name)
        return {
          get length() {
            return load()?.length ?? 0
          },
          append: (time: number, value: unknown) =>
            save([...(load() ?? []), { time, value }].sort((a, b) => a.time - b.time)),
          entries: (from = -Infinity, to = Infinity) =>
            (load() ?? []).filter(({ time }) => time >= from && time <= to),
          first: () => load()?.[0],
          last: () => load()?.at(-1),
          dropBefore: (before: number) => save((load() ?? []).filter(({ time }) => time >= before)),
        }
      },
    }
    return Object.fromEntries(Object.entries(shape).map(([name, { kind }]) => [name, kinds[kind](name)]))
  }
}
