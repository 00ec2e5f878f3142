import { tooLong } from '../values/too-long.ts'
import { defaultBounds } from '../bounds.ts'
import type { Run } from '../frame.ts'
import { type Native, paying, pure } from '../calling/native.ts'
import { CHARACTERS_PER_ELEMENT } from '../limits.ts'
import { textOf } from '../values/text.ts'
import { length, substring } from './characters.ts'
import { findText, searchPrice } from './find-text.ts'

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

/** A text is as it is; of all others a text is made. */
function string(run: Run, value: unknown, pretty: boolean | undefined): Text {
  if (value === undefined || typeof value === 'string') return value
  const text = textOf(value, run, pretty)
  run.makeText(text.length)
  return text
}

/** A place in a text is found by counting its characters, after all of them have been counted. */
const countingPrice = (text: unknown, start: unknown): number =>
  typeof text === 'string' && start !== 0 ? Math.floor(text.length / CHARACTERS_COUNTED_PER_STEP) : 0

const CHARACTERS_COUNTED_PER_STEP = 32

/** What stands between words becomes one space; a single space stays, and each other piece costs. */
function trimmed(run: Run, text: string): string {
  run.read(text)
  let result = ''
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (!isSpace(text, at)) continue
    const start = at
    while (at + 1 < text.length && isSpace(text, at + 1)) at++
    if (at === start && text.charAt(at) === ' ') continue
    run.look(LOOKS_PER_CUT)
    result += `${text.slice(from, start)} `
    from = at + 1
  }
  const whole = from === 0 ? text : result + text.slice(from)
  const inner = whole.slice(
    whole.startsWith(' ') ? 1 : 0,
    whole.length > 1 && whole.endsWith(' ') ? -1 : undefined,
  )
  if (inner !== text) run.makeText(inner.length)
  return inner
}

const LOOKS_PER_CUT = 4

const isSpace = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d
}

/** Pads at the end, or, for a negative width, at the start. */
function padded(run: Run, text: string, width: Count, filling: Text): string {
  run.read(text)
  const wanted = Math.trunc(width ?? Number.NaN)
  const missing = Math.abs(wanted) - length(text)
  if (!(missing > 0)) return text
  if (missing > defaultBounds.characters) throw tooLong('pad')
  const unit = filling === undefined || filling === '' ? ' ' : filling
  // Its characters are counted several times.
  run.look(Math.floor((PASSES_TO_PAD * unit.length) / CHARACTERS_PER_ELEMENT))
  const padding = substring(unit.repeat(Math.ceil(missing / length(unit))), 0, missing)
  run.read(padding)
  run.makeText(text.length + padding.length)
  return wanted > 0 ? text + padding : padding + text
}

const PASSES_TO_PAD = 3

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
  paying('string', '<x-b?:s>', string, { arity: 1 }),
  pure(
    'substring',
    '<s-nn?:s>',
    (text: Text, start: Count, count: Count) =>
      text === undefined ? undefined : substring(text, start, count),
    { price: countingPrice },
  ),
  pure('substringBefore', '<s-s:s>', before, { price: searchPrice }),
  pure('substringAfter', '<s-s:s>', after, { price: searchPrice }),
  recasing('lowercase', (text) => text.toLowerCase()),
  recasing('uppercase', (text) => text.toUpperCase()),
  pure('length', '<s-:n>', (text: Text) => (text === undefined ? undefined : length(text))),
  paying('trim', '<s-:s>', (run, text: Text) => (text === undefined ? undefined : trimmed(run, text))),
  paying('pad', '<s-ns?:s>', (run, text: Text, width: Count, filling: Text) =>
    text === undefined ? undefined : padded(run, text, width, filling),
  ),
]
