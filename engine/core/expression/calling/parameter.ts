/** Symbols of all kinds of value, of a missing one too. */
export const anyKind = 'asnblfom'

/** In words, by the letters that signatures have for them. */
export const kinds: Readonly<Record<string, string>> = {
  s: 'a text',
  n: 'a number',
  b: 'true or false',
  l: 'null',
  a: 'a list',
  o: 'an object',
  f: 'a function',
}

/** One parameter of a function's signature such as `<s-nn?:s>`. */
export interface Parameter {
  /** Symbols of the kinds of value that it takes; `m` is a missing value. */
  readonly kinds: string
  /** The kind of the elements, for an array. */
  readonly elements: string | undefined
  readonly isArray: boolean
  readonly isOptional: boolean
  readonly isRepeated: boolean
  /** Takes as few arguments as it can, where it may choose: `??` and `+?`. */
  readonly isLazy: boolean
  /** Falls back to the context value. */
  readonly usesContext: boolean
}
