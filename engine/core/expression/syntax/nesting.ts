import { ExpressionError } from '../expression-error.ts'

/** Throws U1001 for a tree whose parts are nested more deeply than it may be. */
export function refuseTooNested(tree: object, most: number): void {
  const waiting: { readonly part: unknown; readonly depth: number }[] = [{ part: tree, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { part } = next
    if (typeof part !== 'object' || part === null) continue
    const depth = next.depth + levelsOf(part)
    if (depth > most || hasTooManySteps(part)) throw tooNested(most)
    if (isTooLong(part)) throw new ExpressionError('U1001', { message: TOO_LONG })
    for (const child of Object.values(part)) if (child !== undefined) waiting.push({ part: child, depth })
  }
}

/** The parser reads a path as steps within steps. */
const MAX_STEPS = 1_000

/** Operators of one chain, or conditions of one row: the parser takes less than half of its stack for them. */
const MAX_CHAIN = 2_000

function hasTooManySteps(part: object): boolean {
  if (Array.isArray(part)) return false
  const { steps, predicate, stages } = part as Readonly<Record<string, unknown>> // of any node
  return [steps, predicate, stages].reduce<number>((sum, list) => sum + lengthOf(list), 0) > MAX_STEPS
}

const TOO_LONG = `more than ${MAX_CHAIN} operators or conditions one after the other. A list does as well: payload.c in [1, 2]`

function isTooLong(part: object): boolean {
  const { type, expressions } = part as Readonly<Record<string, unknown>> // of any node
  return type === 'operators'
    ? lengthOf(expressions) > MAX_CHAIN + 1
    : type === 'cases' && lengthOf(expressions) > 2 * MAX_CHAIN + 1
}

const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0)

export const tooNested = (most: number): ExpressionError =>
  new ExpressionError('U1001', {
    message: `its parts are nested more than ${most} levels deep, or a path has more than ${MAX_STEPS} steps and predicates. Give some of them names: ($a := …; …)`,
  })

/** What takes most to compile counts twice. */
function levelsOf(part: object): number {
  // Lists of nodes and pairs are no level of their own.
  if (!('type' in part) || typeof part.type !== 'string') return 0
  const { type } = part
  return type === 'function' ||
    type === 'partial' ||
    type === 'transform' ||
    ('value' in part && part.value === '{')
    ? 2
    : 1
}
