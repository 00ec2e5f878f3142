import { Failure } from '../../../core/model/failure.ts'

/** A member of a list or an object, as it is written. */
export interface JsonElement {
  /** The line it begins on, from 1. */
  readonly line: number
  /** In an object: its name, in its quotes. */
  readonly name: string | undefined
  readonly text: string
}

const code = (character: string): number => character.charCodeAt(0)
const lineFeed = code('\n')
const quote = code('"')
const backslash = code('\\')
const comma = code(',')
const colon = code(':')
const opening = new Set([code('['), code('{')])
const closing = new Set([code(']'), code('}')])
const space = new Set([code(' '), code('\t'), code('\r'), lineFeed])

/**
 * Cuts a JSON list or object into its members, piece by piece, without reading them: what is wrong inside one shows when
 * that is read. Throws a `Failure` where there is no list and no object, where it is not closed, and where something
 * stands behind it.
 */
export class JsonElements {
  private place: 'before' | 'list' | 'object' | 'behind' = 'before'
  private depth = 0
  private isQuoted = false
  private isEscaped = false
  private line = 1
  private text = ''
  private name: string | undefined
  /** Where the member at hand begins; undefined before its first character. */
  private began: number | undefined
  private count = 0

  /** The members that end in this piece of text. */
  push(piece: string): readonly JsonElement[] {
    const found: JsonElement[] = []
    let from = 0
    for (let at = 0; at < piece.length; at++) {
      const character = piece.charCodeAt(at)
      if (character === lineFeed) this.line++
      if (this.isQuoted) {
        this.quoted(character)
        continue
      }
      if (space.has(character)) continue
      if (this.place === 'before' || this.place === 'behind') {
        this.begin(piece, at)
        from = at + 1
        continue
      }
      const ends = this.depth === 0 && (character === comma || closing.has(character))
      if (ends) {
        this.text += piece.slice(from, at)
        from = at + 1
        this.finish(character, found)
        continue
      }
      this.began ??= this.line
      if (character === quote) this.isQuoted = true
      else if (opening.has(character)) this.depth++
      else if (closing.has(character)) this.depth--
      else if (character === colon && this.isNamed()) {
        this.name = this.text + piece.slice(from, at)
        this.text = ''
        from = at + 1
      }
    }
    if (this.place === 'list' || this.place === 'object') this.text += piece.slice(from)
    return found
  }

  /** Throws a `Failure` where the text has not come to its end. */
  end(): void {
    if (this.place === 'behind') return
    const nothing = this.place === 'before'
    throw this.wrong(
      nothing ? 'got nothing' : `the ${this.place} is not closed, the file ends in the midst of it`,
    )
  }

  private quoted(character: number): void {
    if (this.isEscaped) this.isEscaped = false
    else if (character === backslash) this.isEscaped = true
    else if (character === quote) this.isQuoted = false
  }

  /** The colon behind a name: the first one in a member of an object. */
  private isNamed(): boolean {
    return this.place === 'object' && this.depth === 0 && this.name === undefined
  }

  private begin(piece: string, at: number): void {
    if (this.place === 'before' && piece[at] === '[') this.place = 'list'
    else if (this.place === 'before' && piece[at] === '{') this.place = 'object'
    else {
      const got = `got ${JSON.stringify(piece.slice(at, at + 20))}`
      throw this.wrong(this.place === 'before' ? got : `${got} behind its end`)
    }
  }

  private finish(character: number, found: JsonElement[]): void {
    const isLast = character !== comma
    if (isLast && character !== code(this.place === 'list' ? ']' : '}'))
      throw this.wrong(`the ${this.place} is closed by ${String.fromCharCode(character)}`)
    const { began, name, text, place } = this
    const isEmpty = isLast && this.count === 0
    if (began !== undefined) {
      if (place === 'object' && name === undefined)
        throw this.wrong(`got ${JSON.stringify(text.trim().slice(0, 20))} without a name`)
      found.push({ line: began, name, text })
    } else if (!isEmpty) throw this.wrong('a comma has nothing beside it')
    if (isLast) this.place = 'behind'
    this.count++
    this.text = ''
    this.name = undefined
    this.began = undefined
  }

  private wrong(what: string): Failure {
    return new Failure('not-json', `line ${this.line}: expected a JSON list or object of rows, ${what}`)
  }
}
