import { type Quick, UNSURE } from './quick.ts'

/** A variable of a block, which stands for what it was given last; an expression is never evaluated within itself. */
export class Local {
  /** It is a list of texts, and used as nothing else. */
  readonly isList: boolean
  private value: unknown

  constructor(isList: boolean) {
    this.isList = isList
  }

  readonly read: Quick = () => this.value

  /** Gives it its value, or says that it is unsure. */
  given(value: Quick): Quick {
    return (input, bindings, surroundings) => (this.value = value(input, bindings, surroundings))
  }
}

/** Variables are given their values in order, and then comes the result. */
export function quickBlock(bindings: readonly Quick[], result: Quick): Quick {
  return (input, outside, surroundings) => {
    for (let at = 0; at < bindings.length; at++) {
      const given = bindings[at]?.(input, outside, surroundings)
      if (typeof given === 'symbol') return UNSURE
    }
    return result(input, outside, surroundings)
  }
}

/** What is longer, or makes more parts, has to be paid for. */
const MAX_CHARACTERS = 10_000
const MAX_PARTS = 1_000

/** `$split` of a text by a text: a list of texts. */
export function quickSplit(text: Quick, separator: Quick): Quick {
  return (input, bindings, surroundings) => {
    const whole = text(input, bindings, surroundings)
    const by = separator(input, bindings, surroundings)
    if (typeof by !== 'string') return UNSURE
    if (typeof whole !== 'string') return whole === undefined ? undefined : UNSURE
    if (whole.length > MAX_CHARACTERS) return UNSURE
    const parts = whole.split(by)
    return parts.length > MAX_PARTS ? UNSURE : parts
  }
}

/** `[n]` behind a list of texts, from the front or, below 0, from the back. */
export function quickElement(list: Quick, index: number): Quick {
  return (input, bindings, surroundings) => {
    const parts = list(input, bindings, surroundings)
    if (typeof parts === 'symbol') return UNSURE
    return Array.isArray(parts) ? (parts.at(index) as unknown) : undefined
  }
}

/** `$count` of a list of texts. */
export function quickCount(list: Quick): Quick {
  return (input, bindings, surroundings) => {
    const parts = list(input, bindings, surroundings)
    if (typeof parts === 'symbol') return UNSURE
    return Array.isArray(parts) ? parts.length : 0
  }
}
