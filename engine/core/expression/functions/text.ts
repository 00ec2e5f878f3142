import { tooLong } from '../too-long.ts'
import { defaultBounds } from '../bounds.ts'
import type { Run } from '../frame.ts'
import { type Native, paying, pure } from '../native.ts'
import { textOf } from '../text.ts'
import { length, substring } from './characters.ts'
import { findText } from './find-text.ts'

type Text = string | undefined
type Count = number | undefined

function before(text: Text, mark: Text): Text {
  if (text === undefined) return undefined
  const position = findText(text, String(mark))
  return position < 0 ? text : text.slice(0, position)
}

function after(text: Text, mark: Text): Text {
  if (text === undefined) return undefined
  const position = findText(text, String(mark))
  return position < 0 || mark === undefined ? text : text.slice(position + mark.length)
}

function trimmed(text: string): string {
  return text.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '')
}

/** Pads at the end, or, for a negative width, at the start. */
function padded(run: Run, text: string, width: Count, filling: Text): string {
  run.read(text)
  const wanted = Math.trunc(width ?? Number.NaN)
  const missing = Math.abs(wanted) - length(text)
  if (!(missing > 0)) return text
  if (missing > defaultBounds.characters) throw tooLong('pad')
  const unit = filling === undefined || filling === '' ? ' ' : filling
  run.read(unit)
  const padding = substring(unit.repeat(Math.ceil(missing / length(unit))), 0, missing)
  run.read(padding)
  run.makeText(text.length + padding.length)
  return wanted > 0 ? text + padding : padding + text
}

/** A new text is made even where it is equal to the old one. */
const recasing = (name: string, recased: (text: string) => string): Native =>
  paying(name, '<s-:s>', (run, text: Text) => {
    if (text === undefined) return undefined
    run.look(Math.floor(text.length / CHARACTERS_RECASED_PER_LOOK))
    const result = recased(text)
    run.makeText(result.length)
    return result
  })

/** Beyond ASCII a character takes several times as long as one that is only read. */
const CHARACTERS_RECASED_PER_LOOK = 2

/** Functions from texts to texts; see search.ts for those that look for something in them. */
export const textFunctions: readonly Native[] = [
  pure(
    'string',
    '<x-b?:s>',
    (value: unknown, pretty: boolean | undefined) =>
      value === undefined ? undefined : textOf(value, pretty),
    {
      arity: 1,
    },
  ),
  pure('substring', '<s-nn?:s>', (text: Text, start: Count, count: Count) =>
    text === undefined ? undefined : substring(text, start, count),
  ),
  pure('substringBefore', '<s-s:s>', before),
  pure('substringAfter', '<s-s:s>', after),
  recasing('lowercase', (text) => text.toLowerCase()),
  recasing('uppercase', (text) => text.toUpperCase()),
  pure('length', '<s-:n>', (text: Text) => (text === undefined ? undefined : length(text))),
  pure('trim', '<s-:s>', (text: Text) => (text === undefined ? undefined : trimmed(text))),
  paying('pad', '<s-ns?:s>', (run, text: Text, width: Count, filling: Text) =>
    text === undefined ? undefined : padded(run, text, width, filling),
  ),
]
