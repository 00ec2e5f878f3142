import { type Token, tokensOf } from './tokens.ts'

/** A part of a text: from its first character, counted from 0, to behind its last. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Finds the tokens of a text by where they end, which is what the nodes of a syntax tree know. */
export class Spans {
  private readonly text: string
  private readonly tokens: readonly Token[]
  private readonly places: ReadonlyMap<number, number>

  constructor(text: string) {
    this.text = text
    this.tokens = tokensOf(text).filter(({ kind }) => kind !== 'comment')
    this.places = new Map(this.tokens.map(({ to }, place) => [to, place]))
  }

  /** Empty where no token ends. */
  endingAt(end: number): Span {
    return { from: this.tokens[this.places.get(end) ?? -1]?.from ?? end, to: end }
  }

  /** What stands before the token that ends there. */
  before(end: number): string {
    const token = this.tokens[(this.places.get(end) ?? 0) - 1]
    return token === undefined ? '' : this.text.slice(token.from, token.to)
  }
}
