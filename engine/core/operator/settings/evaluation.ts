import { type CompiledExpression, UNSURE } from '../../expression/compile.ts'
import type { Event } from '../../model/event.ts'
import { demandFinite } from '../../model/finite.ts'
import type { NodeSurroundings } from '../setting.ts'
import { inSetting } from './in-setting.ts'

type Evaluate = CompiledExpression['evaluate']
type Bindings = Readonly<Record<string, unknown>>

/** An expression of a running node. */
interface Running<Value> {
  readonly evaluate: Evaluate
  readonly convert: (result: unknown, surroundings: NodeSurroundings) => Value
  readonly surroundings: NodeSurroundings
  readonly text: string
}

type Make = <Value>(
  first: Evaluate,
  convert: Running<Value>['convert'],
  now: NodeSurroundings,
  all: Running<Value>,
) => (event: Event, bindings?: Bindings) => Value

/*
 * As in expression/quick: each place in the source is for one expression of one node, so that V8 can put the
 * expression and the conversion of its result into it. With one place for all, a filter, a map and a window took 7 %
 * more instructions an event.
 */
const PLACES: readonly Make[] = [
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
  (first, convert, now, all) => (event, more) => {
    try {
      const result = more === undefined ? first(event, now.parameters, now) : UNSURE
      return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
    } catch (error) {
      throw told(error, all)
    }
  },
]

const PLACE: Make = (first, convert, now, all) => (event, more) => {
  try {
    const result = more === undefined ? first(event, now.parameters, now) : UNSURE
    return typeof result === 'symbol' ? inFull(event, more, all) : convert(result, now)
  } catch (error) {
    throw told(error, all)
  }
}

let taken = 0

/** An expression keeps its place when its node starts anew. */
const places = new WeakMap<CompiledExpression, Make>()

function placeOf(compiled: CompiledExpression): Make {
  const known = places.get(compiled)
  if (known !== undefined) return known
  const make = PLACES[taken++] ?? PLACE
  places.set(compiled, make)
  return make
}

/**
 * The function of an event that an expression is for a node; `convert` makes of its result what was asked for. A result
 * that holds a number which is not finite is refused; the quick way of an expression has none and is not looked at.
 */
export function evaluation<Value>(
  compiled: CompiledExpression,
  convert: Running<Value>['convert'],
  surroundings: NodeSurroundings,
): (event: Event, bindings?: Bindings) => Value {
  const { attempt } = compiled
  const make = placeOf(compiled)
  const evaluate: Evaluate = (input, bindings, now) => {
    const result = compiled.evaluate(input, bindings, now)
    if (typeof result === 'object' || typeof result === 'number') demandFinite(result)
    return result
  }
  return make(attempt ?? evaluate, convert, surroundings, {
    evaluate,
    convert,
    surroundings,
    text: compiled.text,
  })
}

function inFull<Value>(
  event: Event,
  bindings: Bindings | undefined,
  { evaluate, convert, surroundings }: Running<Value>,
): Value {
  const { parameters } = surroundings
  const all = bindings === undefined ? parameters : { ...parameters, ...bindings }
  return convert(evaluate(event, all, surroundings), surroundings)
}

const told = <Value>(error: unknown, { surroundings, text }: Running<Value>): unknown =>
  inSetting(error, surroundings.setting, text)
