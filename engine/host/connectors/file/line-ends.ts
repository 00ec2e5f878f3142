/**
 * Finds out by the first line how lines end. Where it is a carriage return alone, as old files have it, that and all
 * after it become line feeds; CRLF and LF stay as they are. What lies between quotes is no end of a line where there are
 * `quotes`.
 */
export class LineEnds {
  private readonly quotes: boolean
  private ends: 'unknown' | 'line feeds' | 'returns' = 'unknown'
  private isQuoted = false
  /** A carriage return at the end of what came: what follows tells what it is. */
  private held = ''

  constructor(quotes: boolean) {
    this.quotes = quotes
  }

  push(piece: string): string {
    if (this.ends === 'line feeds') return piece
    if (this.ends === 'unknown') {
      const text = this.held + piece
      this.held = ''
      return this.begin(text)
    }
    return piece.replaceAll('\r', '\n')
  }

  /** What the end of the text leaves. */
  end(): string {
    return this.held
  }

  private begin(text: string): string {
    for (let at = 0; at < text.length; at++) {
      const character = text[at]
      if (character === '"' && this.quotes) this.isQuoted = !this.isQuoted
      if (this.isQuoted || (character !== '\n' && character !== '\r')) continue
      if (character === '\r' && at === text.length - 1) {
        this.held = '\r'
        return text.slice(0, -1)
      }
      this.ends = character === '\n' || text[at + 1] === '\n' ? 'line feeds' : 'returns'
      return text.slice(0, at) + this.push(text.slice(at))
    }
    return text
  }
}
