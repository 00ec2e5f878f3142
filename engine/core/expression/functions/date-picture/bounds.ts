import { beyond } from '../picture/bounds.ts'

/** Characters that a time may have, written or read. Widths such as `[D,99999]` make much of little. */
const MAX_TIME = 10_000

/** Throws U1001. */
export function checkLength(characters: number): void {
  if (characters > MAX_TIME) throw beyond(`a time in a picture may have at most ${MAX_TIME} characters`)
}
