import { boundNames } from '../syntax/bound-names.ts'
import { type Compilation, repeated, taking } from '../compilation.ts'
import { type Filter, literalIndex, placed, test } from './filter.ts'
import type { Code, Frame } from '../frame.ts'
import { compileTupleGroup } from './group.ts'
import { compileTupleOrderBy } from './order-by.ts'
import { compileStep, elementsOfWhole, walkElements } from './path-step.ts'
import { assignedNames, Scope } from '../scope.ts'
import {
  asSequence,
  asTuples,
  collapse,
  isConstructed,
  isTuples,
  keepAsArray,
  newSequence,
  sequenceOf,
} from '../values/sequence.ts'
import { TUPLE_FILTER_BYTES } from '../stack.ts'
import type { Stage, SyntaxNode } from '../syntax/syntax.ts'
import { newTuple, type Opened, opener, type Tuple } from './tuple.ts'

/** What one step makes of all tuples, or, where there are none yet, of the elements. */
type TupleStep = (
  tuples: readonly Tuple[] | undefined,
  elements: readonly unknown[],
  frame: Frame,
) => readonly Tuple[]

/** What a tuple takes beside what it holds. */
const ELEMENTS_PER_TUPLE = 8
const LOOKS_PER_TUPLE = 16

type TupleStage = (tuples: readonly Tuple[], frame: Frame) => readonly Tuple[]

/** Whether something on a path is bound: by `@$name`, `#$name`, or since a `%` further on asks for it. */
export const bindsTuples = ({ steps = [] }: SyntaxNode): boolean => steps.some(({ tuple }) => tuple === true)

/**
 * A path on which something is bound. From the first such step on it does not go with values but with tuples, each of which
 * says how it came there. A path that a `%` outside asks for gives its tuples, the others what they reach.
 */
export function compileTuplePath(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  compilation.usesRun = true
  const steps = node.steps ?? []
  const from = steps.findIndex(({ tuple }) => tuple === true)
  const bound = steps.slice(from)
  const inner = new Scope(scope, [...allBound(bound), ...assignedWithin(bound, node)])
  const open = opener(inner)
  const plain = steps.slice(0, from).map((step, at) => compileStep(step, at === 0, scope, compilation))
  // An array constructor at the start is made once, and its tuples are those of what it was made of.
  const isMadeFirst = from === 0 && steps[0]?.consarray === true
  const binding = bound.map((step, at) =>
    at === 0 && isMadeFirst ? undefined : compileTupleStep(step, open, inner, compilation),
  )
  const { group, keepSingletonArray, keepArray, tuple: givesTuples } = node
  const gather = group === undefined ? undefined : compileTupleGroup(group, open, inner, compilation)
  const isAbsolute = steps[0]?.type === 'variable'
  const made = isMadeFirst ? compilation.build(steps[0] as SyntaxNode, scope) : undefined // there is one

  return (input, frame) => {
    let elements: readonly unknown[] = Array.isArray(input) && !isAbsolute ? input : sequenceOf(input)
    for (const [at, step] of plain.entries()) {
      const given =
        step.kind === 'whole' ? step.apply(elements, frame) : walkElements(elements, step, false, frame)
      elements = elementsOfWhole(given, steps[at + 1]?.type === 'sort')
      // Nothing has been bound yet: it ends as any other path does.
      if (elements.length === 0 && gather !== undefined) return gather([], frame)
      if (elements.length === 0 && keepSingletonArray === true && isConstructed(given)) {
        const kept = sequenceOf(given)
        keepAsArray(kept)
        return kept
      }
      if (elements.length === 0) return Array.isArray(given) || given === '' ? collapse(given) : undefined
    }
    let tuples: readonly Tuple[] | undefined
    for (let at = 0; at < binding.length; at++) {
      if (at === 0 && made !== undefined) {
        const given = made(elements, frame)
        if (bound[0]?.focus === undefined) elements = Array.isArray(given) ? given : [given]
        continue
      }
      tuples = (binding[at] as TupleStep)(tuples, elements, frame) // at is within
    }
    tuples ??= elements.map((element) => newTuple({ '@': element }))
    if (gather !== undefined) return gather(tuples, frame)
    if (givesTuples === true) return tuples
    const result = asSequence(tuples.map((tuple) => tuple['@']))
    if (keepSingletonArray === true || keepArray === true) keepAsArray(result)
    return collapse(result)
  }
}

/** The predicates of what is no step of a path, but gives the tuples of one: `(a.b)[%.c = 1]`. */
export function compileTuplePredicates(
  node: SyntaxNode,
  scope: Scope,
  compilation: Compilation,
): readonly Filter[] {
  compilation.usesRun = true
  const inner = new Scope(scope, allBound([node]))
  const open = opener(inner)
  return (node.predicate ?? []).map((stage): Filter => {
    const filter = compileStage(stage, open, inner, compilation)
    return (value, frame) => {
      if (value === undefined) return newSequence()
      // A variable and what is written out have no tuples: values are filtered.
      return filter((Array.isArray(value) ? value : sequenceOf(value)) as readonly Tuple[], frame)
    }
  })
}

/** The names that may be bound below these nodes: those of paths within them can come out with their tuples. */
const allBound = (nodes: readonly SyntaxNode[]): readonly string[] =>
  nodes.flatMap((node) => [...boundNames(node)])

/** What steps and group assign: it is seen within one step of one tuple. */
function assignedWithin(steps: readonly SyntaxNode[], { group }: SyntaxNode): ReadonlySet<string> {
  const inGroup = (group?.lhs ?? []).flat()
  return assignedNames([...steps, ...inGroup])
}

function compileTupleStep(node: SyntaxNode, open: Opened, inner: Scope, compilation: Compilation): TupleStep {
  const stages = (node.stages ?? []).map((stage) => compileStage(stage, open, inner, compilation))
  const staged = (tuples: readonly Tuple[], frame: Frame): readonly Tuple[] =>
    stages.reduce((left, stage) => stage(left, frame), tuples)
  if (node.type === 'sort') {
    const order = compileTupleOrderBy(node, open, inner, compilation)
    return (tuples, elements, frame) =>
      staged(
        tuples === undefined
          ? numbered(order(elements, frame), node.index)
          : (order(tuples, frame) as readonly Tuple[]), // they stay what they are
        frame,
      )
  }
  const { focus, index, ancestor } = node
  const { code, steps } = repeated(compilation, () => compilation.build(withoutBindings(node), inner))
  return (tuples, elements, frame) => {
    const before = tuples ?? elements.map((element) => newTuple({ '@': element }))
    frame.run.spend(before.length * steps)
    const result: Tuple[] = []
    for (const tuple of before) {
      const given = code(tuple['@'], open(tuple, frame))
      if (given === undefined) continue
      const values: readonly unknown[] = Array.isArray(given) ? given : [given]
      // A tuple is an object of its own.
      frame.run.makeElements(values.length * (inner.size + ELEMENTS_PER_TUPLE))
      frame.run.look(values.length * LOOKS_PER_TUPLE)
      for (const [at, value] of values.entries()) {
        if (isTuples(given)) {
          result.push(newTuple(tuple, value as Tuple)) // that is what they are
          continue
        }
        const next = newTuple(tuple)
        next[focus ?? '@'] = value
        if (index !== undefined) next[index] = at
        if (ancestor !== undefined) next[ancestor.label] = tuple['@']
        result.push(next)
      }
    }
    return staged(asTuples(result), frame)
  }
}

function withoutBindings(node: SyntaxNode): SyntaxNode {
  const { stages: _, focus: __, index: ___, ...bare } = node
  return bare
}

function numbered(elements: readonly unknown[], name: string | undefined): readonly Tuple[] {
  return asTuples(
    elements.map((element, at) => newTuple({ '@': element, ...(name === undefined ? {} : { [name]: at }) })),
  )
}

function compileStage(stage: Stage, open: Opened, inner: Scope, compilation: Compilation): TupleStage {
  if (stage.type === 'index') {
    const name = String(stage.value)
    return (tuples, { run }) => {
      run.look(tuples.length * LOOKS_PER_TUPLE)
      for (const [at, tuple] of tuples.entries()) tuple[name] = at
      return tuples
    }
  }
  const index = literalIndex(stage)
  if (index !== undefined) {
    return (tuples) => {
      const found = tuples[placed(index, tuples.length)]
      return likewise(tuples, found === undefined ? [] : [found])
    }
  }
  const build = () => taking(compilation, TUPLE_FILTER_BYTES, () => compilation.build(stage.expr, inner))
  const { code: predicate, steps } = repeated(compilation, build)
  return (tuples, frame) => {
    frame.run.spend(tuples.length * steps)
    const found: Tuple[] = []
    for (const [at, tuple] of tuples.entries()) {
      // What an order-by has sorted counts as values, as in JSONata.
      const holds = isTuples(tuples)
        ? predicate(tuple['@'], open(tuple, frame))
        : predicate(tuple, open({}, frame))
      test(tuple, at, tuples.length, holds, found, frame.run)
    }
    return likewise(tuples, found)
  }
}

const likewise = (before: readonly Tuple[], tuples: Tuple[]): readonly Tuple[] =>
  isTuples(before) ? asTuples(tuples) : (asSequence(tuples) as Tuple[]) // only marked
