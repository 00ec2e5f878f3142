import type { Finding } from './findings.ts'
import { foundAt, slipAt } from './json-slip.ts'
import { quoted } from './quoted.ts'
import type { Member, Path, Tree } from './tree.ts'

/** How deep lists and objects may be nested. */
const deepest = 100

const words: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

/**
 * Reads JSON as RFC 8259 has it, with the offset of every value and name. What can't be read is reported once, at the
 * character where it went wrong, and gives undefined. A name written twice or one of `__proto__` is reported and left
 * out, and reading goes on.
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

  constructor(text: string, report: (finding: Finding) => void) {
    this.text = text
    this.report = report
  }

  document(): Tree | undefined {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1
    this.skipBlanks()
    if (this.at === this.text.length) return this.stop('a flow document: an object in { }')
    const tree = this.value()
    if (tree === undefined) return undefined
    this.skipBlanks()
    return this.at === this.text.length ? tree : this.stop('the end of the document')
  }

  private value(): Tree | undefined {
    const { at } = this
    const first = this.text[at]
    if (first === '{' || first === '[') {
      if (this.path.length >= deepest) {
        const message = `lists and objects are nested more than ${deepest} deep`
        this.report({ code: 'too-deep', message, place: [...this.path], offset: at })
        return undefined
      }
      return first === '{' ? this.object(at) : this.list(at)
    }
    if (first === '"') {
      const value = this.string()
      return value === undefined ? undefined : { kind: 'leaf', at, value }
    }
    return this.number(at) ?? this.word(at)
  }

  private object(at: number): Tree | undefined {
    const members = new Map<string, Member>()
    this.at++
    this.skipBlanks()
    if (this.take('}')) return { kind: 'object', at, members }
    for (;;) {
      const keyAt = this.at
      if (this.text[keyAt] !== '"')
        return this.stop(members.size === 0 ? 'a name in double quotes or }' : 'a name in double quotes')
      const name = this.string()
      if (name === undefined) return undefined
      this.skipBlanks()
      if (!this.take(':')) return this.stop(`a colon after the name ${quoted(name)}`)
      this.skipBlanks()
      this.path.push(name)
      const value = this.value()
      if (value === undefined) return undefined
      this.keep(members, name, { keyAt, value })
      this.path.pop()
      this.skipBlanks()
      if (this.take('}')) return { kind: 'object', at, members }
      if (!this.take(',')) return this.stop('a comma or }')
      this.skipBlanks()
    }
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
    } else if (members.has(name)) {
      this.report({
        code: 'double-name',
        message: `${quoted(name)} is written twice in one object`,
        place,
        offset,
        expected: 'each name once',
        remedy: 'keep one of the two; after a merge both may be wanted, then give one another name',
      })
    } else members.set(name, member)
  }

  private list(at: number): Tree | undefined {
    const items: Tree[] = []
    this.at++
    this.skipBlanks()
    if (this.take(']')) return { kind: 'list', at, items }
    for (;;) {
      this.path.push(items.length)
      const item = this.value()
      if (item === undefined) return undefined
      items.push(item)
      this.path.pop()
      this.skipBlanks()
      if (this.take(']')) return { kind: 'list', at, items }
      if (!this.take(',')) return this.stop('a comma or ]')
      this.skipBlanks()
    }
  }

  private string(): string | undefined {
    const start = this.at
    const plain = /[^"\\\u0000-\u001f]*/y
    for (let at = start + 1; ;) {
      plain.lastIndex = at
      plain.test(this.text)
      at = plain.lastIndex
      const next = this.text[at]
      if (next === '"') {
        this.at = at + 1
        const literal = this.text.slice(start, this.at)
        // Only its escapes are left to be resolved, and they were looked at one by one.
        return literal.includes('\\') ? String(JSON.parse(literal)) : literal.slice(1, -1)
      }
      if (next !== '\\') {
        this.at = at
        return this.stop(
          next === undefined
            ? 'the closing quote of a text'
            : 'the closing quote of a text; a line break in it is written \\n',
        )
      }
      const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
      escape.lastIndex = at
      if (!escape.test(this.text)) {
        this.at = at
        return this.stop('one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000')
      }
      at = escape.lastIndex
    }
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
      this.report({ code: 'number-range', message, place: [...this.path], offset: at })
      return { kind: 'leaf', at, value: 0 }
    }
    return { kind: 'leaf', at, value }
  }

  private word(at: number): Tree | undefined {
    const [word = ''] = /^[a-z]{4,5}(?!\w)/.exec(this.text.slice(at, at + 6)) ?? []
    const value = words.get(word)
    if (value === undefined) return this.stop('a value')
    this.at += word.length
    return { kind: 'leaf', at, value }
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false
    this.at++
    return true
  }

  private skipBlanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.at++
    }
  }

  /** Reports that something else stands here than was expected. */
  private stop(expected: string): undefined {
    const { at, text } = this
    const found = foundAt(text, at)
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
