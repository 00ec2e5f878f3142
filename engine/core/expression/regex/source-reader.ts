/** A place in the source of a pattern that moves on. */
export class SourceReader {
  readonly #source: string
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#source.length
  }

  /** The character at this place, '' at the end. */
  get next(): string {
    return this.#source.charAt(this.#at)
  }

  /** Takes the character at this place. */
  take(): string {
    return this.#source.charAt(this.#at++)
  }

  /** Takes the text if it stands here. */
  takes(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }

  /** Takes what a sticky expression matches here, if that is accepted. */
  takeMatch(
    expression: RegExp,
    isAccepted: (match: RegExpExecArray) => boolean = () => true,
  ): RegExpExecArray | null {
    expression.lastIndex = this.#at
    const match = expression.exec(this.#source)
    if (match === null || !isAccepted(match)) return null
    this.#at = expression.lastIndex
    return match
  }
}
