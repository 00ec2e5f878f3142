import { isUtf8 } from 'node:buffer'

/**
 * Decodes UTF-8 that comes in pieces; a character that they cut in two is put together. Bytes that are no UTF-8 become
 * NUL, which neither JSON nor CSV has, so that whoever reads on finds the line they are in (`whyNoText`).
 */
export class Utf8Text {
  /** The beginning of a character that has not come to its end. */
  private begun: Uint8Array = Buffer.alloc(0)

  push(piece: Buffer): string {
    const bytes = this.begun.length === 0 ? piece : Buffer.concat([this.begun, piece])
    const whole = wholeLength(bytes)
    this.begun = Buffer.from(bytes.subarray(whole)) // a copy, so that the piece can go
    return decode(bytes.subarray(0, whole))
  }

  /** What the end of the bytes leaves. */
  end(): string {
    return decode(Buffer.from(this.begun))
  }
}

/** How many bytes are whole characters, or none at all: all but a character that is cut off by the end. */
function wholeLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes.at(-back) ?? 0
    if (byte >= 0x80 && byte < 0xc0) continue
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return size > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** What the decoder puts in place of bytes that are no UTF-8; it can also stand there in its own right. */
const replacement = '\uFFFD'
const ownReplacement = Buffer.from(replacement)

function decode(bytes: Buffer): string {
  const text = bytes.toString()
  if (!text.includes(replacement) || isUtf8(bytes)) return text
  let marked = ''
  let from = 0
  // Its first byte continues no character, so wherever these bytes stand they are this character.
  for (let at = bytes.indexOf(ownReplacement); at !== -1; at = bytes.indexOf(ownReplacement, from)) {
    marked += bytes.toString('utf8', from, at).replaceAll(replacement, '\0') + replacement
    from = at + ownReplacement.length
  }
  return marked + bytes.toString('utf8', from).replaceAll(replacement, '\0')
}
