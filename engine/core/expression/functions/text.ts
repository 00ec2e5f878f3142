import { tooLong } from '../too-long.ts'
import { defaultBounds } from '../bounds.ts'
import { type Native, pure } from '../native.ts'
import { textOf } from '../text.ts'
import { length, substring } from './characters.ts'

type Text = string | undefined
type Count = number | undefined

function before(text: Text, mark: Text): Text {
  if (text === undefined) return undefined
  const position = text.indexOf(String(mark))
  return position < 0 ? text : text.slice(0, position)
}

function after(text: Text, mark: Text): Text {
  if (text === undefined) return undefined
  const position = text.indexOf(String(mark))
  return position < 0 || mark === undefined ? text : text.slice(position + mark.length)
}

function trimmed(text: string): string {
  return text.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '')
}

/** Pads at the end, or, for a negative width, at the start. */
function padded(text: string, width: Count, filling: Text): string {
  const wanted = Math.trunc(width ?? Number.NaN)
  const missing = Math.abs(wanted) - length(text)
  if (!(missing > 0)) return text
  if (missing > defaultBounds.characters) throw tooLong('pad')
  const unit = filling === undefined || filling === '' ? ' ' : filling
  const padding = substring(unit.repeat(Math.ceil(missing / length(unit))), 0, missing)
  return wanted > 0 ? text + padding : padding + text
}

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
  pure('lowercase', '<s-:s>', (text: Text) => text?.toLowerCase()),
  pure('uppercase', '<s-:s>', (text: Text) => text?.toUpperCase()),
  pure('length', '<s-:n>', (text: Text) => (text === undefined ? undefined : length(text))),
  pure('trim', '<s-:s>', (text: Text) => (text === undefined ? undefined : trimmed(text))),
  pure('pad', '<s-ns?:s>', (text: Text, width: Count, filling: Text) =>
    text === undefined ? undefined : padded(text, width, filling),
  ),
]
