import { everything, withinLine } from './character-classes.ts'
import { oneCharacter, type CharSet } from './char-set.ts'
import type { Flags } from './flags.ts'
import { groupName, groupNames, type GroupNames } from './group-names.ts'
import { ignoringCase } from './letter-case.ts'
import { MAX_NESTING } from './limits.ts'
import { parseClass } from './parse-class.ts'
import { parseCharacterEscape } from './parse-escape.ts'
import { SourceReader } from './source-reader.ts'
import {
  assertion,
  backReference,
  characters,
  choice,
  group,
  look,
  repeat,
  sequence,
  type Pattern,
} from './tree.ts'

export interface ParsedPattern {
  readonly pattern: Pattern
  readonly groupCount: number
}

/** The tree of a pattern that RegExp has accepted; what it refuses is not looked for again. */
export function parsePattern(source: string, flags: Flags): ParsedPattern {
  const names = groupNames(source)
  return { pattern: new Parser(source, flags, names).parse(), groupCount: names.count }
}

const quantifier = /([*+?]|\{(\d+)(,(\d*))?\})(\??)/y
const reference = /[1-9]\d*/y
const named = /k<([^>]*)>/y
const groupStart = /\?<(?![=!])[^>]*>/y
const modifiers = /\?[ims]*(?:-[ims]*)?:/y

class Parser {
  readonly #reader: SourceReader
  readonly #flags: Flags
  readonly #names: GroupNames
  readonly #folded = new Map<string, CharSet>()
  #groups = 0
  #nesting = 0

  constructor(source: string, flags: Flags, names: GroupNames) {
    this.#reader = new SourceReader(source)
    this.#flags = flags
    this.#names = names
  }

  parse(): Pattern {
    const pattern = this.#choice()
    if (!this.#reader.isAtEnd || this.#groups !== this.#names.count)
      throw new SyntaxError('this regular expression is not understood here')
    return pattern
  }

  #choice(): Pattern {
    const branches = [this.#sequence()]
    while (this.#reader.takes('|')) branches.push(this.#sequence())
    return choice(branches)
  }

  #sequence(): Pattern {
    const parts: Pattern[] = []
    while (!this.#reader.isAtEnd && this.#reader.next !== '|' && this.#reader.next !== ')') {
      const before = this.#groups
      parts.push(this.#quantified(this.#atom(), before))
    }
    return sequence(parts)
  }

  #quantified(body: Pattern, groupsBefore: number): Pattern {
    const match = this.#reader.takeMatch(quantifier)
    if (match === null) return body
    const [, sign, from, range, to, lazy] = match
    const min = from === undefined ? (sign === '+' ? 1 : 0) : Number(from)
    const max = from === undefined ? (sign === '?' ? 1 : Infinity) : maximum(min, range, to)
    return repeat(body, min, max, lazy === '', [groupsBefore + 1, this.#groups + 1])
  }

  #atom(): Pattern {
    const character = this.#reader.take()
    switch (character) {
      case '^':
        return assertion(this.#flags.isMultiline ? 'line-start' : 'start')
      case '$':
        return assertion(this.#flags.isMultiline ? 'line-end' : 'end')
      case '.':
        return characters(this.#flags.dotIsAll ? everything : withinLine)
      case '[':
        return characters(parseClass(this.#reader, this.#meant))
      case '(':
        return this.#parenthesised()
      case '\\':
        return this.#escape()
      default:
        return characters(this.#meant(oneCharacter(character.charCodeAt(0))))
    }
  }

  #parenthesised(): Pattern {
    if (++this.#nesting > MAX_NESTING)
      throw new SyntaxError(`a regular expression may have at most ${MAX_NESTING} groups inside groups`)
    const pattern = this.#opened()
    this.#reader.takes(')')
    this.#nesting--
    return pattern
  }

  #opened(): Pattern {
    const reader = this.#reader
    if (reader.takes('?=')) return look(false, false, this.#choice())
    if (reader.takes('?!')) return look(false, true, this.#choice())
    if (reader.takes('?<=')) return look(true, false, this.#choice())
    if (reader.takes('?<!')) return look(true, true, this.#choice())
    if (reader.takes('?:')) return this.#choice()
    // V8 forgets them in the second branch of (?i:a|[b]), so there is no one answer to give.
    const [change] = reader.takeMatch(modifiers) ?? []
    if (change !== undefined)
      throw new SyntaxError(
        `a group with flags of its own, (${change}...), is not supported: give the flags to the whole expression`,
      )
    reader.takeMatch(groupStart)
    const index = ++this.#groups
    return group(index, this.#choice())
  }

  #escape(): Pattern {
    if (this.#reader.takes('b')) return assertion('boundary')
    if (this.#reader.takes('B')) return assertion('no-boundary')
    const indexes = this.#references()
    if (indexes !== undefined) return backReference(indexes, this.#flags.ignoresCase)
    return characters(this.#meant(parseCharacterEscape(this.#reader, false)))
  }

  /** What the pattern means by a set that is written in it. A long pattern has many that are the same. */
  readonly #meant = (set: CharSet): CharSet => {
    if (!this.#flags.ignoresCase) return set
    const key = set.ranges.join()
    const meant = this.#folded.get(key) ?? ignoringCase(set)
    this.#folded.set(key, meant)
    return meant
  }

  /** \2 refers back if there are as many groups, and \k<name> if any group has a name. */
  #references(): readonly number[] | undefined {
    const { count, indexes } = this.#names
    if (indexes.size > 0) {
      const name = this.#reader.takeMatch(named)?.[1]
      if (name !== undefined) return indexes.get(groupName(name)) ?? []
    }
    return this.#reader.takeMatch(reference, ([digits]) => Number(digits) <= count)?.map(Number)
  }
}

/** Of {2}, {2,} and {2,3}. */
function maximum(min: number, range: string | undefined, to: string | undefined): number {
  if (range === undefined) return min
  return to === undefined || to === '' ? Infinity : Number(to)
}
