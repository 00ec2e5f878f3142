const SURROGATE = /[\ud800-\udfff]/

/** Characters (code points) of a text: an emoji counts as one. */
export function length(text: string): number {
  return SURROGATE.test(text) ? Array.from(text).length : text.length
}

/** Characters from `start`, counted from the end if negative; `count` of them if given. */
export function substring(text: string, start: number | undefined, count: number | undefined): string {
  const size = length(text)
  const from = start !== undefined && size + start < 0 ? 0 : start
  if (count === undefined) return slice(text, from, undefined)
  if (count <= 0) return ''
  if (from === undefined) return ''
  return slice(text, from, from >= 0 ? from + count : size + from + count)
}

function slice(text: string, from: number | undefined, to: number | undefined): string {
  return SURROGATE.test(text) ? Array.from(text).slice(from, to).join('') : text.slice(from, to)
}
