/**
 * A character code as regular expressions compare them that do not look at case (ECMAScript, "Canonicalize"):
 * in upper case, where that is one character too and does not turn another letter into an ASCII one.
 */
function folded(code: number): number {
  if (code < 128) return code >= 97 && code <= 122 ? code - 32 : code
  const upper = String.fromCharCode(code).toUpperCase()
  if (upper.length !== 1) return code
  const other = upper.charCodeAt(0)
  return other < 128 ? code : other
}

/** How many characters of `wanted` stand at that place of a text, in upper or lower case. */
export function charactersInCommon(text: string, at: number, wanted: string): number {
  let count = 0
  while (count < wanted.length && at + count < text.length) {
    const a = text.charCodeAt(at + count)
    const b = wanted.charCodeAt(count)
    if (a !== b && folded(a) !== folded(b)) break
    count++
  }
  return count
}
