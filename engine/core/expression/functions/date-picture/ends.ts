import type { Looks } from './looks.ts'

/** Where a piece of a text can end: every place from the first to the last, or those of them that are marked. */
export interface Ends {
  readonly first: number
  readonly last: number
  /** By distance from the first. */
  readonly marks?: readonly boolean[]
}

/** Finds where a piece can end that begins at a place; nothing if it cannot begin there. */
export type Piece = (text: string, at: number, looks: Looks) => Ends | undefined

/** The next shorter end. */
export function endBefore({ first, marks }: Ends, end: number): number | undefined {
  for (let place = end - 1; place >= first; place--) {
    if (marks === undefined || marks[place - first] === true) return place
  }
  return undefined
}
