/** A text this short is compared so few times at each place that the platform's own search is linear. */
const SHORT_PATTERN = 16

/** In a text this short nothing takes long. */
const SHORT_TEXT = 64

/**
 * Where a text is found in another from a place on, or -1. The platform's own search takes text times pattern at worst
 * ("aa…ab" in "aa…a"), and so does the work of Knuth, Morris and Pratt where that could be much.
 */
export function findText(text: string, pattern: string, from = 0): number {
  return isQuick(text, pattern) ? text.indexOf(pattern, from) : finderOf(pattern)(text, from)
}

/**
 * Steps for looking for a text in another, beside reading that: where characters take two bytes, or many of the pattern
 * are there again and again, the platform's search takes some times as long; the one by Knuth, Morris and Pratt always.
 */
export function searchPrice(text: unknown, pattern: unknown): number {
  if (typeof text !== 'string' || typeof pattern !== 'string') return 0
  return Math.floor(text.length / (isQuick(text, pattern) ? SEARCHED_PER_STEP : SEARCHED_SLOWLY_PER_STEP))
}

const SEARCHED_PER_STEP = 32
const SEARCHED_SLOWLY_PER_STEP = 10

/** The same again and again: what has to be known of the pattern is found out once. */
export function finder(text: string, pattern: string): (from: number) => number {
  if (isQuick(text, pattern)) return (from) => text.indexOf(pattern, from)
  const find = finderOf(pattern)
  return (from) => find(text, from)
}

/** What the text's own `split` gives. */
export function splitText(text: string, separator: string, limit: number | undefined): string[] {
  if (isQuick(text, separator)) return text.split(separator, limit)
  // The limit as split takes it.
  const most = limit === undefined ? Number.POSITIVE_INFINITY : limit >>> 0
  const find = finderOf(separator)
  const parts: string[] = []
  let from = 0
  for (let at = find(text, 0); at >= 0; at = find(text, from)) {
    if (parts.length >= most) return parts
    parts.push(text.slice(from, at))
    from = at + separator.length
  }
  if (parts.length < most) parts.push(text.slice(from))
  return parts
}

function isQuick(text: string, pattern: string): boolean {
  return pattern.length <= SHORT_PATTERN || text.length <= SHORT_TEXT || pattern.length >= text.length
}

/** Knuth, Morris and Pratt, Fast pattern matching in strings (1977). */
function finderOf(pattern: string): (text: string, from: number) => number {
  const borders = bordersOf(pattern)
  return (text, from) => {
    let matched = 0
    for (let i = from; i < text.length; i++) {
      const code = text.charCodeAt(i)
      while (matched > 0 && pattern.charCodeAt(matched) !== code) matched = borders[matched - 1] ?? 0
      if (pattern.charCodeAt(matched) === code) matched++
      if (matched === pattern.length) return i + 1 - matched
    }
    return -1
  }
}

/** For each length of a beginning of the pattern, the longest shorter text that it both begins and ends with. */
function bordersOf(pattern: string): Int32Array {
  const borders = new Int32Array(pattern.length)
  let matched = 0
  for (let i = 1; i < pattern.length; i++) {
    const code = pattern.charCodeAt(i)
    while (matched > 0 && pattern.charCodeAt(matched) !== code) matched = borders[matched - 1] ?? 0
    if (pattern.charCodeAt(matched) === code) matched++
    borders[i] = matched
  }
  return borders
}
