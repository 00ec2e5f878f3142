import { LineEnds } from './line-ends.ts'
import { Utf8Text } from './utf8-text.ts'

/**
 * The text of a stream of UTF-8, piece by piece, so that a file of any size is never in memory: without a byte order
 * mark, with lines that end in LF or CRLF, and NUL for what is no UTF-8. With `quotes`, what lies between them is part
 * of a line.
 */
export async function* textPieces(source: AsyncIterable<Buffer>, quotes: boolean): AsyncGenerator<string> {
  const decoder = new Utf8Text()
  const ends = new LineEnds(quotes)
  let isFirst = true
  for await (const bytes of source) {
    let text = decoder.push(bytes)
    if (isFirst && text.length > 0) {
      isFirst = false
      if (text.charCodeAt(0) === byteOrderMark) text = text.slice(1)
    }
    yield ends.push(text)
  }
  yield ends.push(decoder.end()) + ends.end()
}

const byteOrderMark = 0xfeff
