import type { Finding } from './findings.ts'
import { foundAt, slipAt } from './json-slip.ts'
import { quoted } from './quoted.ts'
import { bareName, beginsItem, beginsMember, behindFiller, quotedOtherwise, wordMeant } from './slip-parts.ts'
import { readString } from './string-literal.ts'
import type { Member, Path, Tree } from './tree.ts'

/** How deep lists and objects may be nested. */
const deepest = 100

const words: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

/**
 * Reads JSON as RFC 8259 has it, with the offset of every value and name. What can't be read is reported at the character
 * where it went wrong, and gives undefined; where it is certain what was meant, reading goes on behind it all the same, so
 * that the next slip is told as well. A name written twice, of which the last counts as with `JSON.parse`, and one of
 * `__proto__`, which is left out, are reported too.
 */
export function readTree(text: string, report: (finding: Finding) => void): Tree | undefined {
  return new TreeReader(text, report).document()
}

/** Its methods give undefined after they have reported why. */
class TreeReader {
  private readonly text: string
  private readonly report: (finding: Finding) => void
  private readonly path: (string | number)[] = []
  private at = 0
  /** Something was no JSON: what was read is good for finding more of that, and for nothing else. */
  private slipped = false

  constructor(text: string, report: (finding: Finding) => void) {
    this.text = text
    this.report = report
  }

  document(): Tree | undefined {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1
    const whole = 'a flow document: an object in { }'
    this.skipTo(whole)
    if (this.at === this.text.length) return this.stop(whole)
    const tree = this.value()
    if (tree === undefined) return undefined
    const end = 'the end of the document'
    this.skipTo(end)
    if (this.at < this.text.length) return this.stop(end)
    return this.slipped ? undefined : tree
  }

  private value(): Tree | undefined {
    const { at } = this
    const first = this.text[at]
    if (first === '{' || first === '[') {
      if (this.path.length >= deepest) {
        const message = `lists and objects are nested more than ${deepest} deep`
        const remedy = 'take levels out of it; did a program write it into itself again and again?'
        this.report({ code: 'too-deep', message, place: [...this.path], offset: at, remedy })
        return undefined
      }
      return first === '{' ? this.object(at) : this.list(at)
    }
    if (first === '"') {
      const value = this.string()
      return value === undefined ? undefined : { kind: 'leaf', at, value }
    }
    return this.number(at) ?? this.word(at) ?? this.meant(at)
  }

  private object(at: number): Tree | undefined {
    const members = new Map<string, Member>()
    this.at++
    let expected = 'a name in double quotes or }'
    this.skipTo(expected)
    if (this.take('}')) return { kind: 'object', at, members }
    for (;;) {
      const keyAt = this.at
      const name = this.name(expected)
      if (name === undefined) return undefined
      const colon = `a colon after the name ${quoted(name)}`
      this.skipTo(colon)
      if (!this.take(':')) return this.stop(colon)
      this.skipTo('a value')
      this.path.push(name)
      const value = this.value()
      if (value === undefined) return undefined
      this.keep(members, name, { keyAt, value })
      this.path.pop()
      expected = 'a name in double quotes'
      const more = this.next('}', expected, beginsMember)
      if (more === undefined) return undefined
      if (!more) return { kind: 'object', at, members }
    }
  }

  private name(expected: string): string | undefined {
    if (this.text[this.at] === '"') return this.string()
    const meant = bareName(this.text, this.at) ?? quotedOtherwise(this.text, this.at)
    this.stop(expected)
    if (meant !== undefined) this.at = meant.end
    return meant?.value
  }

  /** Whether something more stands behind a comma, or the end was reached; undefined where neither is so. */
  private next(
    end: '}' | ']',
    expected: string,
    begins: (text: string, at: number) => boolean,
  ): boolean | undefined {
    const comma = `a comma or ${end}`
    this.skipTo(comma)
    if (this.take(end)) return false
    if (!this.take(',')) {
      this.stop(comma)
      return begins(this.text, this.at) ? true : undefined
    }
    this.skipTo(expected)
    if (this.text[this.at] !== end) return true
    this.stop(expected)
    this.at++
    return false
  }

  private keep(members: Map<string, Member>, name: string, member: Member): void {
    const place: Path = [...this.path]
    const offset = member.keyAt
    if (name === '__proto__') {
      const remedy = 'give it another name'
      this.report({
        code: 'reserved-name',
        message: 'the name "__proto__" is reserved',
        place,
        offset,
        remedy,
      })
      return
    }
    if (members.has(name))
      this.report({
        code: 'double-name',
        message: `${quoted(name)} is written twice in one object`,
        place,
        offset,
        expected: 'each name once',
        remedy: 'keep one of the two; after a merge both may be wanted, then give one another name',
      })
    members.set(name, member)
  }

  private list(at: number): Tree | undefined {
    const items: Tree[] = []
    this.at++
    this.skipTo('a value or ]')
    if (this.take(']')) return { kind: 'list', at, items }
    for (;;) {
      this.path.push(items.length)
      const item = this.value()
      if (item === undefined) return undefined
      items.push(item)
      this.path.pop()
      const more = this.next(']', 'a value', beginsItem)
      if (more === undefined) return undefined
      if (!more) return { kind: 'list', at, items }
    }
  }

  private string(): string | undefined {
    const read = readString(this.text, this.at)
    if ('value' in read) {
      this.at = read.end
      return read.value
    }
    this.at = read.at
    return this.stop(read.expected)
  }

  private number(at: number): Tree | undefined {
    const form = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y
    form.lastIndex = at
    if (!form.test(this.text)) return undefined
    this.at = form.lastIndex
    const literal = this.text.slice(at, this.at)
    const value = Number(literal)
    if (!Number.isFinite(value)) {
      const message = `the number ${literal.slice(0, 40)} is too large`
      const remedy = `write a number below ${Number.MAX_VALUE.toExponential(1)}`
      this.report({ code: 'number-range', message, place: [...this.path], offset: at, remedy })
      return { kind: 'leaf', at, value: 0 }
    }
    return { kind: 'leaf', at, value }
  }

  private word(at: number): Tree | undefined {
    const [word = ''] = /^[a-z]{4,5}(?!\w)/.exec(this.text.slice(at, at + 6)) ?? []
    const value = words.get(word)
    if (value === undefined) return undefined
    this.at += word.length
    return { kind: 'leaf', at, value }
  }

  private meant(at: number): Tree | undefined {
    this.stop('a value')
    const meant = wordMeant(this.text, at) ?? quotedOtherwise(this.text, at)
    if (meant === undefined) return undefined
    this.at = meant.end
    return { kind: 'leaf', at, value: meant.value }
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false
    this.at++
    return true
  }

  /** Skips blanks, and reports what should not stand between this and what is expected next. */
  private skipTo(expected: string): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
        this.at++
        continue
      }
      const end = behindFiller(this.text, this.at)
      if (end === undefined) return
      this.stop(expected)
      this.at = end
    }
  }

  /** Reports that something else stands here than was expected. */
  private stop(expected: string): undefined {
    const { at, text } = this
    const found = foundAt(text, at)
    this.slipped = true
    this.report({
      code: 'not-json',
      message: `this is not JSON: expected ${expected}, got ${found}`,
      place: [...this.path],
      offset: at,
      expected,
      remedy: slipAt(text, at, expected),
    })
    return undefined
  }
}
