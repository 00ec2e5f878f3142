import { lineTerminators, wordCharacters } from './character-classes.ts'
import type { AssertionKind } from './tree.ts'

/** Whether an assertion holds at a place of a text. */
export function holds(assertion: AssertionKind, text: string, at: number): boolean {
  switch (assertion) {
    case 'start':
      return at === 0
    case 'end':
      return at === text.length
    case 'line-start':
      return at === 0 || lineTerminators.has(text.charCodeAt(at - 1))
    case 'line-end':
      return at === text.length || lineTerminators.has(text.charCodeAt(at))
    case 'boundary':
      return isWord(text, at - 1) !== isWord(text, at)
    case 'no-boundary':
      return isWord(text, at - 1) === isWord(text, at)
  }
}

function isWord(text: string, at: number): boolean {
  return at >= 0 && at < text.length && wordCharacters.has(text.charCodeAt(at))
}
