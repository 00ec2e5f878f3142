/**
 * Something that could not be done with one event. A hook, a decoder or an expression throws it; the event then
 * becomes a dead letter with this code and message. The message says what was expected and what was found; where it
 * happened is added by whoever catches it.
 */
export class Failure extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'Failure'
    this.code = code
  }
}
