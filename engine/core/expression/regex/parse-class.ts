import { CharSet, type CharRange } from './char-set.ts'
import { parseCharacterEscape } from './parse-escape.ts'
import type { SourceReader } from './source-reader.ts'

/** A class such as [^a-z\d]; the reader is behind its opening bracket. */
export function parseClass(reader: SourceReader, meant: (set: CharSet) => CharSet): CharSet {
  const isNegated = reader.takes('^')
  const ranges: CharRange[] = []
  while (!reader.isAtEnd && !reader.takes(']')) parseMember(reader, ranges)
  // What differs only in case from a member is a member, and only then comes the negation.
  const members = meant(new CharSet(ranges))
  return isNegated ? members.inverted() : members
}

function parseMember(reader: SourceReader, into: CharRange[]): void {
  const from = parseAtom(reader)
  if (!reader.takes('-')) {
    into.push(...from.ranges)
    return
  }
  if (reader.next === ']') {
    into.push(...from.ranges, hyphen)
    return
  }
  const to = parseAtom(reader)
  const first = single(from)
  const last = single(to)
  // Next to \d and the like, a hyphen is just a character.
  if (first === undefined || last === undefined) into.push(...from.ranges, hyphen, ...to.ranges)
  else into.push([first, last])
}

const hyphen: CharRange = [0x2d, 0x2d]

function parseAtom(reader: SourceReader): CharSet {
  if (reader.takes('\\')) return parseCharacterEscape(reader, true)
  const code = reader.take().charCodeAt(0)
  return new CharSet([[code, code]])
}

function single({ ranges }: CharSet): number | undefined {
  const [range] = ranges
  return range !== undefined && ranges.length === 1 && range[0] === range[1] ? range[0] : undefined
}
