import { CHARACTERS_PER_STEP, MAX_WORDS, STEPS_PER_PAYMENT, WORDS_PER_STEP } from './limits.ts'

/** Takes pay for the steps of a search; throws when there is no more. */
export type Spend = (steps: number) => void

/** Counts the steps of a search, and pays for many at once. */
export class Meter {
  #steps = 0
  #spend: Spend = () => {}

  begin(spend: Spend): void {
    this.#steps = 0
    this.#spend = spend
  }

  count(steps: number): void {
    this.#steps += steps
    if (this.#steps >= STEPS_PER_PAYMENT) this.settle()
  }

  /** Characters that were gone over. */
  countCharacters(characters: number): void {
    this.count(Math.floor(characters / CHARACTERS_PER_STEP))
  }

  /** Memory of so many words in one piece; more than there may be costs more than anyone has. */
  countWords(words: number): void {
    this.count(words > MAX_WORDS ? Infinity : words / WORDS_PER_STEP)
  }

  /** Pays for what has not been paid for yet. */
  settle(): void {
    const steps = this.#steps
    this.#steps = 0
    if (steps > 0) this.#spend(steps)
  }
}
