import { type Compilation, repeated, taking } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Code, Frame, Run } from '../frame.ts'
import { BYTES_PER_CHARACTER } from '../limits.ts'
import type { Scope } from '../scope.ts'
import { isTuples, pushAll } from '../values/sequence.ts'
import { GROUP_BYTES } from '../stack.ts'
import { type Group, pairsOf, type SyntaxNode } from '../syntax/syntax.ts'
import { newTuple, type Opened, type Tuple } from './tuple.ts'
import { setField } from '../values/value.ts'

interface CompiledPair {
  readonly key: Code
  readonly value: Code
  /** What making both costs. */
  readonly steps: number
}

/** `{...}` standing alone: an object made of the input. */
export function compileObject(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const group: Group = {
    lhs: pairsOf(node),
    ...(node.position === undefined ? {} : { position: node.position }),
  }
  // Both ways share the code of the values: what is compiled twice at each level takes 2^depth in all.
  const pairs = compilePairs(group, scope, compilation)
  const gather = gatherer(group, pairs)
  const simple = simpleObject(group, pairs)
  if (simple === undefined) return gather
  return (input, frame) => (Array.isArray(input) ? gather(input, frame) : simple(input, frame))
}

/** `path{...}`: an object of groups, made of what the path gives. */
export function compileGroup(group: Group, source: Code, scope: Scope, compilation: Compilation): Code {
  const gather = gatherer(group, compilePairs(group, scope, compilation))
  return (input, frame) => gather(source(input, frame), frame)
}

/** The same of tuples: keys and values see what was bound on the way; of several tuples in one group, all of it. */
export function compileTupleGroup(
  group: Group,
  open: Opened,
  scope: Scope,
  compilation: Compilation,
): (tuples: readonly Tuple[], frame: Frame) => unknown {
  const pairs = compilePairs(group, scope, compilation)
  return (tuples, frame) => {
    // An order-by gives the tuples it has sorted as if they were values.
    if (!isTuples(tuples)) return gathered(pairs, tuples, open({}, frame), group.position)
    const entries = new Map<string, Entry>()
    for (const tuple of tuples) place(entries, pairs, tuple, open(tuple, frame), group.position, tuple['@'])
    const result: Record<string, unknown> = {}
    for (const [key, { pair, data }] of entries) {
      const tuple = Array.isArray(data) ? joined(data as Tuple[], frame.run) : (data as Tuple) // tuples were placed
      const { '@': context, ...bound } = tuple
      const value = pair.value(context, open(bound, frame))
      if (value !== undefined) setField(result, key, value)
    }
    return result
  }
}

/** Of tuples one: what each has under a name, appended. */
function joined([first, ...others]: readonly Tuple[], run: Run): Tuple {
  const result = newTuple(first)
  const lists = new Map<string, unknown[]>()
  for (const other of others) {
    for (const name of Object.keys(other)) {
      const value = other[name]
      if (value === undefined) continue
      run.makeElements(Array.isArray(value) ? value.length : 1)
      const list = lists.get(name)
      if (list !== undefined) pushAll(list, value)
      else if (result[name] === undefined) result[name] = value
      else lists.set(name, listOf(result[name], value))
    }
  }
  for (const [name, list] of lists) {
    run.admit(list)
    result[name] = list
  }
  return result
}

/** A new list of what both are or hold. */
function listOf(first: unknown, second: unknown): unknown[] {
  const list: unknown[] = []
  pushAll(list, first)
  pushAll(list, second)
  return list
}

/** Keys that are all different texts, and one value to make the object of: there is nothing to gather. */
function simpleObject(group: Group, pairs: readonly CompiledPair[]): Code | undefined {
  const names = group.lhs.map(([key]) => literalKey(key))
  if (new Set(names).size !== names.length || names.some((name) => name === undefined || isSpecial(name))) {
    return undefined
  }
  const codes = pairs.map(({ value }) => value)
  const count = codes.length
  return (input, frame) => {
    frame.run.makeElements(count)
    const result: Record<string, unknown> = {}
    for (let i = 0; i < count; i++) {
      const value = (codes[i] as Code)(input, frame) // i is within
      // The names were checked above to be all there.
      if (value !== undefined) result[names[i] as string] = value
    }
    return result
  }
}

function literalKey(key: SyntaxNode): string | undefined {
  const isBare = key.predicate === undefined && key.group === undefined && key.keepArray !== true
  return key.type === 'string' && isBare && typeof key.value === 'string' ? key.value : undefined
}

function isSpecial(name: string): boolean {
  return name === '__proto__' || isReserved(name)
}

/** JSONata's own implementation keeps these for itself; refused here too, so that expressions mean the same. */
function isReserved(name: string): boolean {
  return name === '_jsonata_lambda' || name === '_jsonata_function'
}

function compilePairs(group: Group, scope: Scope, compilation: Compilation): readonly CompiledPair[] {
  return taking(compilation, GROUP_BYTES, () =>
    group.lhs.map(([key, value]) => {
      const { code, steps } = repeated(compilation, () => ({
        key: compilation.build(key, scope),
        value: compilation.build(value, scope),
      }))
      return { ...code, steps }
    }),
  )
}

function gatherer(group: Group, pairs: readonly CompiledPair[]): Code {
  return (input, frame) => gathered(pairs, input, frame, group.position)
}

interface Entry {
  readonly pair: CompiledPair
  data: unknown
  /** The data where it is a list that was made here, and may be added to. */
  list: unknown[] | undefined
}

/** An entry takes so many bytes beside its key, and the field that is made of it a few more. */
const BYTES_PER_ENTRY = 128

function gathered(
  pairs: readonly CompiledPair[],
  input: unknown,
  frame: Frame,
  position: number | undefined,
): unknown {
  const entries = new Map<string, Entry>()
  if (!Array.isArray(input)) place(entries, pairs, input, frame, position)
  // Of an empty array an object is made too, with nothing to make it of.
  else if (input.length === 0) place(entries, pairs, undefined, frame, position)
  else for (let i = 0; i < input.length; i++) place(entries, pairs, input[i], frame, position)
  const result: Record<string, unknown> = {}
  for (const [key, { pair, data }] of entries) {
    const value = pair.value(data, frame)
    if (value !== undefined) setField(result, key, value)
  }
  return result
}

function place(
  entries: Map<string, Entry>,
  pairs: readonly CompiledPair[],
  item: unknown,
  frame: Frame,
  position: number | undefined,
  context: unknown = item,
): void {
  for (const pair of pairs) {
    frame.run.spend(pair.steps)
    const key = pair.key(context, frame)
    if (key === undefined) continue
    if (typeof key !== 'string') throw new ExpressionError('T1003', { position, value: key })
    if (isReserved(key)) throw new ExpressionError('D1013', { position, value: key })
    const entry = entries.get(key)
    if (entry === undefined) {
      frame.run.makeBytes(BYTES_PER_ENTRY + key.length * BYTES_PER_CHARACTER)
      entries.set(key, { pair, data: item, list: undefined })
    } else if (entry.pair !== pair) throw new ExpressionError('D1009', { position, value: key })
    else add(entry, item, frame.run)
  }
}

/** What $append would give. */
function add(entry: Entry, item: unknown, run: Run): void {
  if (item === undefined) return
  run.makeElements(Array.isArray(item) ? item.length : 1)
  if (entry.list !== undefined) pushAll(entry.list, item)
  else if (entry.data === undefined) entry.data = item
  else {
    run.makeElements(Array.isArray(entry.data) ? entry.data.length : 1)
    entry.list = listOf(entry.data, item)
    entry.data = entry.list
  }
  if (entry.list !== undefined) run.admit(entry.list)
}
