import { endBefore, type Ends, type Piece } from './ends.ts'
import { Looks } from './looks.ts'

/**
 * Where each piece ends, if the pieces make up the text from its beginning to its end; a piece takes as much as the
 * ones after it leave possible. Throws U1001 when that takes too long to find out.
 */
export function match(
  text: string,
  pieces: readonly { readonly piece: Piece }[],
): readonly number[] | undefined {
  const looks = new Looks(text.length + pieces.length)
  const found: number[] = []
  const possible: Ends[] = []
  /** From where which piece leads nowhere. */
  const inVain = new Set<number>()
  const here = (): number => found.length * (text.length + 1) + (found.at(-1) ?? 0)
  while (found.length < pieces.length || found.at(-1) !== text.length) {
    const next = inVain.size > 0 && inVain.has(here()) ? undefined : pieces[found.length]
    const ends = next?.piece(text, found.at(-1) ?? 0, looks)
    let end = ends?.last
    if (ends !== undefined) possible.push(ends)
    // Back to the last piece that can be shorter.
    while (end === undefined) {
      const before = possible.at(-1)
      if (before === undefined) return undefined
      looks.spend(1)
      end = endBefore(before, found.pop() ?? 0)
      if (end === undefined) {
        possible.pop()
        inVain.add(here())
      }
    }
    found.push(end)
  }
  return found
}
