import { beyond } from '../picture/bounds.ts'

/** Characters that may be looked at for each one there is, and for a short text. */
const PER_CHARACTER = 4
const AT_LEAST = 2000

/**
 * How many characters may still be looked at while one text is read. Parts that run into each other, such as
 * `[MNn][Da]`, can share the letters between them in so many ways that trying them all would take for ever.
 */
export class Looks {
  left: number

  constructor(characters: number) {
    this.left = AT_LEAST + PER_CHARACTER * characters
  }

  /** Throws U1001. */
  spend(characters: number): void {
    this.left -= characters
    if (this.left < 0) {
      throw beyond(
        'the parts of the picture can share the text in too many ways. Put a separator between them',
      )
    }
  }
}
