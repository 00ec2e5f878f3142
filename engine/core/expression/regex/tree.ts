import type { CharSet } from './char-set.ts'
import { MAX_COPIED } from './limits.ts'

/** A part of a pattern, with what is known of the texts that it matches. */
export type Pattern = Characters | Sequence | Choice | Group | Repeat | Assertion | Look | BackReference

interface Facts {
  /** How long the texts are that it matches, at least and at most. */
  readonly shortest: number
  readonly longest: number
  /** About how many instructions it takes. */
  readonly size: number
  /** Whether it refers back to a group. */
  readonly refersBack: boolean
}

/** One character out of a set. */
interface Characters extends Facts {
  readonly kind: 'characters'
  readonly set: CharSet
}

interface Sequence extends Facts {
  readonly kind: 'sequence'
  readonly parts: readonly Pattern[]
}

interface Choice extends Facts {
  readonly kind: 'choice'
  readonly branches: readonly Pattern[]
}

/** A group that keeps what it matched. */
interface Group extends Facts {
  readonly kind: 'group'
  readonly index: number
  readonly body: Pattern
}

export interface Repeat extends Facts {
  readonly kind: 'repeat'
  readonly body: Pattern
  readonly min: number
  readonly max: number
  readonly isGreedy: boolean
  readonly groups: Groups
  readonly form: RepeatForm
}

/** How it is carried out: by one instruction, by copies of its body, or by one body and a count of its turns. */
type RepeatForm = 'run' | 'copies' | 'counted'

/** The indexes of the groups within: from the first to before the last. */
export type Groups = readonly [number, number]

interface Assertion extends Facts {
  readonly kind: 'assertion'
  readonly what: AssertionKind
}

export type AssertionKind = 'start' | 'end' | 'line-start' | 'line-end' | 'boundary' | 'no-boundary'

export interface Look extends Facts {
  readonly kind: 'look'
  readonly isBehind: boolean
  readonly isNegated: boolean
  readonly body: Pattern
}

interface BackReference extends Facts {
  readonly kind: 'back-reference'
  /** More than one where groups share a name; at most one of them has taken part. */
  readonly indexes: readonly number[]
  readonly ignoresCase: boolean
}

const empty = { shortest: 0, longest: 0, size: 1, refersBack: false }

export function characters(set: CharSet): Pattern {
  return { kind: 'characters', set, ...empty, shortest: 1, longest: 1 }
}

export function sequence(parts: readonly Pattern[]): Pattern {
  const [first] = parts
  if (first !== undefined && parts.length === 1) return first
  return {
    kind: 'sequence',
    parts,
    shortest: sum(parts, 'shortest'),
    longest: sum(parts, 'longest'),
    size: sum(parts, 'size'),
    refersBack: parts.some(({ refersBack }) => refersBack),
  }
}

export function choice(branches: readonly Pattern[]): Pattern {
  const [first] = branches
  if (first !== undefined && branches.length === 1) return first
  return {
    kind: 'choice',
    branches,
    shortest: branches.reduce((least, { shortest }) => Math.min(least, shortest), Infinity),
    longest: branches.reduce((most, { longest }) => Math.max(most, longest), 0),
    size: sum(branches, 'size') + branches.length,
    refersBack: branches.some(({ refersBack }) => refersBack),
  }
}

export function group(index: number, body: Pattern): Pattern {
  return { ...factsOf(body), kind: 'group', index, body, size: body.size + 2 }
}

export function repeat(body: Pattern, min: number, max: number, isGreedy: boolean, groups: Groups): Pattern {
  // A turn that matches nothing is undone unless it has to be, and what has to be is the same each time.
  if (max === 0 || (body.longest === 0 && min === 0)) return sequence([])
  if (body.longest === 0) return body
  const [form, size] = formOf(body, min, max)
  return {
    kind: 'repeat',
    body,
    min,
    max,
    isGreedy,
    groups,
    form,
    size,
    shortest: times(body.shortest, min),
    longest: times(body.longest, max),
    refersBack: body.refersBack,
  }
}

function formOf(body: Pattern, min: number, max: number): readonly [form: RepeatForm, size: number] {
  if (body.kind === 'characters') return ['run', 1]
  const copies = copiesOf(body, min, max)
  const size = copies * (body.size + 4)
  return copies === 1 || size <= MAX_COPIED ? ['copies', size] : ['counted', body.size + 5]
}

/** Turns that have to be and turns that match nothing follow other rules than the rest. */
export function copiesOf(body: Pattern, min: number, max: number): number {
  if (max !== Infinity) return max
  return body.shortest === 0 ? min + 1 : Math.max(min, 1)
}

export function assertion(what: AssertionKind): Pattern {
  return { kind: 'assertion', what, ...empty }
}

export function look(isBehind: boolean, isNegated: boolean, body: Pattern): Pattern {
  const { size, refersBack } = body
  return { kind: 'look', isBehind, isNegated, body, ...empty, size: size + 2, refersBack }
}

export function backReference(indexes: readonly number[], ignoresCase: boolean): Pattern {
  return { kind: 'back-reference', indexes, ignoresCase, ...empty, longest: Infinity, refersBack: true }
}

function factsOf({ shortest, longest, size, refersBack }: Facts): Facts {
  return { shortest, longest, size, refersBack }
}

const sum = (parts: readonly Facts[], fact: 'shortest' | 'longest' | 'size'): number =>
  parts.reduce((total, part) => total + part[fact], 0)

/** Never Infinity times nothing. */
const times = (length: number, count: number): number => (length === 0 || count === 0 ? 0 : length * count)
