import type { SyntaxNode } from './syntax/syntax.ts'

/** What a node takes by itself, while what is in it is evaluated. */
export function stackBytesOf({ type, value, tuple, steps, predicate, stages, group }: SyntaxNode): number {
  const filters = (predicate?.length ?? 0) + (stages?.length ?? 0)
  return (
    bytesOf(type, value, tuple, steps) + filters * AROUND_BYTES + (group === undefined ? 0 : AROUND_BYTES)
  )
}

/** What stands around the code of a node to filter or group what it gives. */
const AROUND_BYTES = 120

function bytesOf(
  type: SyntaxNode['type'],
  value: SyntaxNode['value'],
  tuple: SyntaxNode['tuple'],
  steps: SyntaxNode['steps'],
): number {
  switch (type) {
    case 'path':
      return steps?.some((step) => step.tuple === true) === true ? 800 : 500
    case 'function':
    case 'partial':
    case 'apply':
    case 'block':
      return 200
    case 'unary':
      return value === '{' ? 150 : 200
    case 'name':
    case 'number':
    case 'string':
    case 'value':
    case 'variable':
      // The last call of all: nothing is in it.
      return tuple === true ? 300 : 0
    default:
      return 125
  }
}
