import { ExpressionError } from '../../expression-error.ts'
import { partOfMarker } from './marker.ts'
import type { Part } from './part.ts'

/**
 * The parts of a picture such as `[D1o] [MNn] [Y0001]` (F&O 3.1, 9.8.4.1): markers in brackets, `[[` and `]]` for
 * the brackets themselves. Throws D3135 where a bracket is not closed, and D3131 and D3132 for what is in it.
 */
export function partsOf(picture: string): readonly Part[] {
  const parts: Part[] = []
  let at = 0
  while (at < picture.length) {
    const open = picture.indexOf('[', at)
    addLiteral(parts, picture.slice(at, open === -1 ? undefined : open))
    if (open === -1) break
    if (picture.charAt(open + 1) === '[') {
      parts.push({ kind: 'literal', text: '[' })
      at = open + 2
    } else {
      const close = picture.indexOf(']', open)
      if (close === -1) throw new ExpressionError('D3135', { value: picture.slice(open) })
      addMarker(parts, partOfMarker(picture.slice(open + 1, close).replace(/\s/g, '')))
      at = close + 1
    }
  }
  return parts
}

function addLiteral(parts: Part[], text: string): void {
  if (text !== '') parts.push({ kind: 'literal', text: text.replaceAll(']]', ']') })
}

/** Of two numbers with nothing between them, only a number of digits can tell where the first one ends. */
function addMarker(parts: Part[], part: Part): void {
  const before = parts.at(-1)
  if (part.kind === 'number' && before?.kind === 'number' && before.integer.kind === 'digits') {
    parts[parts.length - 1] = { ...before, digits: before.integer.mandatory || undefined }
  }
  parts.push(part)
}
