import type { DeadLetter } from '../../core/model/dead-letter.ts'
import { cutLetter } from './kept-letters.ts'
import { visibleJson } from './visible-json.ts'

/** A dead letter as a line of JSON; what is longer than a text can be is cut. */
export function letterText(letter: DeadLetter): string {
  try {
    return visibleJson(letter)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return visibleJson(cutLetter(letter))
  }
}
