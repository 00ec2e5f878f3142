/** Something that counts show and that is likely to be a mistake. */
export interface Doubt {
  /** The same as long as it is the same doubt. */
  readonly id: string
  /** How many events or results it rests on. */
  readonly events: number
  readonly words: string
}

/** So many characters of an expression are shown. */
const shown = 120

export const brief = (text: string): string => (text.length > shown ? `${text.slice(0, shown)}...` : text)

/** `all 5 events`. */
export const all = (count: number): string => (count === 1 ? 'the only event' : `all ${count} events`)
