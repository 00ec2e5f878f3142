const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const SMALL = CAPITALS.toLowerCase()
const LETTERS = BigInt(CAPITALS.length)

/** The name of a column of a spreadsheet: A to Z, then AA, AB and so on. 0 has none. */
export function lettersOf(digits: string, isUpper: boolean): string {
  const alphabet = isUpper ? CAPITALS : SMALL
  let text = ''
  for (let left = BigInt(digits); left > 0n; left = (left - 1n) / LETTERS) {
    text = alphabet.charAt(Number((left - 1n) % LETTERS)) + text
  }
  return text
}

/** The number of a column. */
export function lettersValue(text: string, isUpper: boolean): number | undefined {
  const alphabet = isUpper ? CAPITALS : SMALL
  let value = 0
  for (let i = 0; i < text.length; i++) {
    const place = alphabet.indexOf(text.charAt(text.length - 1 - i))
    if (place < 0) return undefined
    value += (place + 1) * alphabet.length ** i
  }
  return value
}
