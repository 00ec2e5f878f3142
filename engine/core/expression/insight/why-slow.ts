import { hasQuickWay } from '../quick/build-quick.ts'
import { nameOf } from '../syntax/function-name.ts'
import { isIndex } from '../quick/path.ts'
import type { SyntaxNode } from '../syntax/syntax.ts'
import { quickerWay } from './quicker.ts'
import { type Span, Spans } from './span.ts'

/** Why an expression takes the long way: several times as long, which is still short. It is that of the whole, or of a part. */
export interface Slowness extends Span {
  readonly reason: string
  /** How to write the part so that it is quick, where there is such a way. */
  readonly remedy: string | undefined
}

/** What keeps an expression from the quick way; undefined where it goes there. `text` is what it was read from. */
export function whySlow(tree: SyntaxNode, text: string): Slowness | undefined {
  const without: (SyntaxNode | undefined)[] = []
  if (hasQuickWay(tree, (node) => without.push(node))) return undefined
  const [node, around] = without
  if (node === undefined || node.type === 'operators' || node.type === 'cases')
    return {
      reason: 'it has very many parts',
      remedy: 'share it out over several expressions, of which one reads what another gives',
      ...whole(text),
    }
  const place = node.type === 'path' ? (slowStep(node) ?? node) : (node.procedure ?? node)
  const end = place.position ?? node.steps?.at(-1)?.position
  const remedies = [node, around].map((part) => part && quickerWay(part, part === tree))
  return {
    reason: reasonOf(node),
    remedy: remedies.find((remedy) => remedy !== undefined),
    ...(end === undefined ? whole(text) : new Spans(text).endingAt(end)),
  }
}

/** That of an expression no part of which is to blame, for what it is compiled with. */
export const slowAsWhole = (text: string, reason: string, remedy?: string): Slowness => ({
  reason,
  remedy,
  ...whole(text),
})

const whole = (text: string): Span => ({ from: 0, to: text.length })

function reasonOf(node: SyntaxNode): string {
  const { type } = node
  if (type === 'path') return pathReason(node)
  if (node.predicate !== undefined) return 'it filters a value that is not a field'
  if (node.group !== undefined) return 'it groups'
  if (type === 'function') return callReason(node)
  if (type === 'block') return 'it assigns variables, or has several steps'
  if (type === 'lambda') return 'it makes a function'
  if (type === 'variable') return variableReason(String(node.value))
  return others[type] ?? others[String(node.value)] ?? 'one of its operators'
}

const others: Readonly<Record<string, string>> = {
  bind: 'it assigns a variable',
  apply: 'it chains functions by ~>',
  transform: 'it changes a copy of a value',
  partial: 'it makes a function',
  regex: 'it has a regular expression',
  '..': 'it makes a range',
  '[': 'it makes a list',
  '{': 'it makes an object with names that are worked out, or that stand twice',
  in: 'it looks for a value in what is no list of constants',
}

function pathReason(node: SyntaxNode): string {
  const { steps = [], group } = node
  if (group !== undefined) return 'it groups'
  const step = slowStep(node)
  if (step === undefined)
    return steps.length > 8 ? 'a path has more than eight steps' : 'it keeps a list of one'
  if (step.type === 'sort') return 'it sorts'
  if (isIndex(String(step.value)) && step.type === 'name') return 'a field has a number for a name'
  if (step.focus !== undefined || step.index !== undefined) return 'it binds a variable on the way'
  if (step.type === 'name') return `it filters ${String(step.value)}`
  return isInput(step)
    ? 'it begins with $'
    : `it steps to ${stepNames[step.type] ?? 'something that is worked out'}`
}

/** The first step that is more than a name with an index, and not only on the way to a `%`. */
const slowStep = ({ steps = [] }: SyntaxNode): SyntaxNode | undefined =>
  steps.find(
    ({ type, value, stages = [], focus, index }) =>
      type !== 'name' ||
      isIndex(String(value)) ||
      (focus ?? index) !== undefined ||
      stages.some(({ type: kind, expr }) => kind !== 'filter' || expr.type !== 'number'),
  )

const isInput = ({ type, value }: SyntaxNode): boolean =>
  type === 'variable' && (value === '' || value === '$')

const stepNames: Readonly<Record<string, string>> = {
  wildcard: 'every field (*)',
  descendant: 'everything below (**)',
  parent: 'what is above (%)',
  function: 'a function of each',
  variable: 'a field of a variable',
}

function callReason(node: SyntaxNode): string {
  const name = node.procedure === undefined ? undefined : nameOf(node.procedure)
  return node.procedure?.type === 'variable' && name !== undefined && name !== ''
    ? `$${name} has no quick way with these arguments`
    : 'it calls a function that is worked out'
}

const variableReason = (name: string): string =>
  name === '' || name === '$' ? 'it takes the whole input as a value' : `it hands on the function $${name}`
