import { textPieces } from './text-pieces.ts'

/** The longest line that is read, in characters: what an MQTT message of 64 MB needs. */
const longest = 64 * 1024 * 1024

export interface TextLine {
  /** From 1. */
  readonly number: number
  /** Without its end; undefined where it was too long. */
  readonly text: string | undefined
}

/**
 * The lines of a stream of UTF-8, in groups as they come, so that a file of any size is never in memory. A line that
 * is too long is read past; what is no UTF-8 in it is NUL (`whyNoText`).
 */
export async function* textLines(
  source: AsyncIterable<Buffer>,
  bound = longest,
): AsyncGenerator<readonly TextLine[]> {
  let number = 0
  let parts: string[] = []
  let length = 0
  const finish = (end: string): TextLine => {
    const text = length + end.length > bound ? undefined : parts.join('') + end
    parts = []
    length = 0
    number++
    return { number, text: text?.endsWith('\r') === true ? text.slice(0, -1) : text }
  }
  for await (const text of textPieces(source, false)) {
    const lines: TextLine[] = []
    let from = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      lines.push(finish(text.slice(from, end)))
      from = end + 1
    }
    length += text.length - from
    if (length <= bound) parts.push(text.slice(from))
    else parts = []
    if (lines.length > 0) yield lines
  }
  if (length > 0) yield [finish('')]
}
