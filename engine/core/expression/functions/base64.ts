const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The low byte of each character as base64 (RFC 4648, section 4). */
export function base64Encoded(text: string): string {
  let result = ''
  for (let i = 0; i < text.length; i += 3) {
    const count = Math.min(3, text.length - i)
    const bits = (byteAt(text, i) << 16) | (byteAt(text, i + 1) << 8) | byteAt(text, i + 2)
    for (let digit = 0; digit < 4; digit++) {
      result += digit > count ? '=' : DIGITS.charAt((bits >> (18 - 6 * digit)) & 63)
    }
  }
  return result
}

function byteAt(text: string, index: number): number {
  return index < text.length ? text.charCodeAt(index) & 0xff : 0
}

/** The bytes of a base64 text, one character each; the digits of the URL alphabet count too, others are skipped. */
export function base64Decoded(text: string): string {
  let result = ''
  let bits = 0
  let held = 0
  for (const character of text) {
    if (character === '=') break
    const digit = DIGITS.indexOf(character === '-' ? '+' : character === '_' ? '/' : character)
    if (digit < 0) continue
    bits = ((bits << 6) | digit) & 0xffff
    held += 6
    if (held < 8) continue
    held -= 8
    result += String.fromCharCode((bits >> held) & 0xff)
  }
  return result
}
