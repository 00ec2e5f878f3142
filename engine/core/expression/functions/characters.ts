const SURROGATE = /[\ud800-\udfff]/

/** Characters (code points) of a text: an emoji counts as one. */
export function length(text: string): number {
  return SURROGATE.test(text) ? count(text) : text.length
}

/** Characters from `start`, counted from the end if negative; `count` of them if given. */
export function substring(text: string, start: number | undefined, count: number | undefined): string {
  const size = length(text)
  const from = start !== undefined && size + start < 0 ? 0 : start
  if (count === undefined) return slice(text, size, from, undefined)
  if (count <= 0) return ''
  if (from === undefined) return ''
  return slice(text, size, from, from >= 0 ? from + count : size + from + count)
}

function slice(text: string, size: number, from: number | undefined, to: number | undefined): string {
  if (size === text.length) return text.slice(from, to)
  const start = unitOf(text, 0, placed(from ?? 0, size))
  const length = placed(to ?? size, size) - placed(from ?? 0, size)
  return length <= 0 ? '' : text.slice(start, unitOf(text, start, length))
}

/** A place as slice takes it: whole, counted from the end if negative, within the text. */
function placed(at: number, size: number): number {
  const whole = Math.trunc(at) || 0
  return whole < 0 ? Math.max(0, size + whole) : Math.min(whole, size)
}

/** Where in UTF-16 the character stands that comes so many after the one that begins at `from`. */
function unitOf(text: string, from: number, characters: number): number {
  let unit = from
  for (let left = characters; left > 0; left--) unit += isPair(text, unit) ? 2 : 1
  return unit
}

function count(text: string): number {
  let found = 0
  for (let unit = 0; unit < text.length; found++) unit += isPair(text, unit) ? 2 : 1
  return found
}

function isPair(text: string, unit: number): boolean {
  return (text.charCodeAt(unit) & 0xfc00) === 0xd800 && (text.charCodeAt(unit + 1) & 0xfc00) === 0xdc00
}
