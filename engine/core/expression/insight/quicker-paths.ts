import { nativeNamed } from '../functions/catalogue.ts'
import { symbolOf } from '../calling/signature.ts'
import { sharesOf } from '../calling/signature-match.ts'
import type { SyntaxNode } from '../syntax/syntax.ts'
import { calledName, type Rewrite } from './rewritten.ts'
import { asItIs, hasMore, written, writtenPairs, writtenSteps } from './written-node.ts'

/** `$.payload.c`, `$$.payload.c`. */
const fromInput: Rewrite = (node) => {
  const [first, ...steps] = node.steps ?? []
  const isInput = first?.type === 'variable' && (first.value === '' || first.value === '$') && !hasMore(first)
  const where = 'the input is one object and not a list, as an event is'
  return isInput && steps.length > 0 ? { text: written({ ...node, steps }, asItIs), where } : undefined
}

/** `payload.c.$round(1)`, `payload.(a + b)`, `payload.{ "a": b }`: the last step works something out. */
const workedOut: Rewrite = (node) => {
  const { type, steps = [] } = node
  const last = steps.at(-1)
  const within = writtenSteps(steps.slice(0, -1), asItIs)
  if (type !== 'path' || hasMore(node) || last === undefined || within === undefined || within === '')
    return undefined
  const where = `${within} is one value and not a list`
  if (last.type === 'block' && last.expressions?.length === 1 && !hasMore(last))
    return { text: written(last.expressions[0], { ...asItIs, within }), where }
  if (last.type !== 'function') return { text: written(last, { ...asItIs, within }), where }
  const { arguments: given = [] } = last
  const value = { type: 'variable', value: '' }
  const signature = nativeNamed(String(calledName(last)))?.signature
  const kinds = given
    .map(({ type, value: constant }) => (type === 'path' ? 'm' : symbolOf(constant)))
    .join('')
  // What stands before is the first argument only where the others leave room for it.
  if (signature?.usesContext !== true) return { text: written(last, { ...asItIs, within }), where }
  return sharesOf(signature.parameters, kinds, undefined)?.[0] === 0
    ? { text: written({ ...last, arguments: [value, ...given] }, { ...asItIs, within }), where }
    : undefined
}

/** `payload{ "a": b }`. */
const grouped: Rewrite = ({ type, steps = [], group }) => {
  const within = writtenSteps(steps, asItIs)
  if (type !== 'path' || group === undefined || within === undefined) return undefined
  return { text: writtenPairs(group.lhs, { ...asItIs, within }), where: `${within} is one object` }
}

/** `(payload.list)[0].v`. */
const placed: Rewrite = ({ type, steps = [], ...node }) => {
  const [block, others]: readonly [SyntaxNode | undefined, readonly SyntaxNode[]] =
    type === 'path' ? [steps[0], steps.slice(1)] : [{ type, ...node }, []]
  const { expressions: [inner, ...more] = [], stages = [], predicate = [] } = block ?? { type }
  const last = inner?.steps?.at(-1)
  if (block?.type !== 'block' || more.length > 0 || last === undefined) return undefined
  const place = { ...last, stages: [...(last.stages ?? []), ...stages, ...predicate] }
  const text = writtenSteps([...(inner?.steps?.slice(0, -1) ?? []), place, ...others], asItIs)
  const before = writtenSteps(inner?.steps?.slice(0, -1) ?? [], asItIs)
  return { text, where: `${before === '' ? 'the input' : before} is one object and not a list` }
}

/** Paths that go another way than along names. */
export const quickerPaths: readonly Rewrite[] = [fromInput, workedOut, grouped, placed]
