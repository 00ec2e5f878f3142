import type { Outcome } from '../picture/outcome.fixture.ts'
import { componentOf } from './component.ts'
import { match } from './match.ts'
import type { Part } from './part.ts'
import { partsOf } from './picture.ts'
import { readerOf } from './reader.ts'

/** The parts of a picture, or none if it is not one. */
function partsIfAny(picture: string): readonly Part[] {
  try {
    return partsOf(picture)
  } catch {
    return []
  }
}

/** Why we write another text than the interpreter, if there is a reason: each is in date-time.test.ts. */
export function reasonToWriteOtherwise(picture: string, millis: number): string | undefined {
  const year = componentOf('Y', new Date(millis))
  for (const part of partsIfAny(picture)) {
    if (part.kind === 'refused' && part.component === 'f') return 'named fraction'
    if (part.kind === 'literal') continue
    if ('dWwXx'.includes(part.component) && year >= -1 && year <= 100) return 'years of two digits'
    if (!('integer' in part) || part.integer?.kind !== 'digits' || part.integer.grouping.interval > 0)
      continue
    const { grouping, mandatory } = part.integer
    if (Array.from(grouping.at.keys()).some((position) => position >= mandatory))
      return 'separator without a digit before it'
  }
  return undefined
}

type Piece = readonly [part: Part, text: string]

/** The pieces of a text that fits a picture. */
function piecesOf(text: string, picture: string): readonly Piece[] {
  try {
    const parts = partsOf(picture)
    const ends = match(text, parts.map(readerOf))
    return ends === undefined ? [] : parts.map((part, i) => [part, text.slice(ends[i - 1] ?? 0, ends[i])])
  } catch {
    return []
  }
}

/** The text as the interpreter has to have it to read it right: it takes names and letters only as it writes them. */
export function recased(text: string, picture: string): string {
  const pieces = piecesOf(text, picture)
  return pieces.length === 0 ? text : pieces.map(recasedPiece).join('')
}

function recasedPiece([part, text]: Piece): string {
  if (part.kind === 'name') {
    return part.component === 'P'
      ? text.toLowerCase()
      : text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()
  }
  const isLetters =
    part.kind === 'number' && (part.integer.kind === 'letters' || part.integer.kind === 'roman')
  if (!isLetters) return text
  return part.integer.isUpper ? text.toUpperCase() : text.toLowerCase()
}

/** Why we read something else than the interpreter, if there is a reason: each is in date-time.test.ts. */
export function reasonToReadOtherwise(text: string, picture: string, ours: Outcome): string | undefined {
  const isNative = (part: Part) =>
    part.kind === 'number' && part.integer.kind === 'digits' && part.integer.family[0] !== '0'
  if (partsIfAny(picture).some(isNative)) return 'digits that are not ASCII'
  if (partsIfAny(picture).some(isZoneByPattern)) return 'separator of a time zone that is a pattern there'
  const pieces = piecesOf(text, picture)
  const components = pieces.map(([part]) => ('component' in part ? part.component : '')).join('')
  if (/\[\w\s*w[^\]]*\](t|\[)/i.test(picture)) return 'words that run into letters'
  for (const [part, piece] of pieces) {
    if (part.kind === 'literal') continue
    const value = readerOf(part).value(piece)
    if (part.kind === 'zone' && isOddZone(piece)) return 'time zone'
    if (part.kind === 'name' && part.component !== 'F' && value === undefined) return 'unknown name'
    if (Number.isNaN(value) && 'code' in ours && /D3110|D3136/.test(ours.code)) return 'words without a value'
    const isAlone = components.includes('Y') && !/[PHhmsf]/.test(components)
    if (part.component === 'd' && !(isAlone && Number(value) <= 365)) return 'day of the year'
  }
  return undefined
}

/** The interpreter puts the separator into a regular expression as it is: a dot is any character there. */
function isZoneByPattern(part: Part): boolean {
  if (part.kind !== 'zone' || part.integer === undefined) return false
  const { interval, character } = part.integer.grouping
  return interval > 0 && /[.*+?^${}()|[\\]/.test(character)
}

/** Behind UTC by hours and minutes, of three digits, or with a separator that is a sign too. */
function isOddZone(text: string): boolean {
  const [, sign, hours = '', separator, minutes] = /([+-])(\d+)(\D*)(\d*)$/.exec(text) ?? []
  if (separator !== '') return separator === '-' || (sign === '-' && Number(minutes) !== 0)
  return hours.length === 3 || (sign === '-' && Number(hours.slice(2)) !== 0)
}
