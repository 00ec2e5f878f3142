import { compileArithmetic, compileNegation, isArithmetic } from './nodes/arithmetic.ts'
import { compileArray } from './nodes/array.ts'
import { compileCall, compileTailCall } from './nodes/call.ts'
import { compileChain } from './nodes/chain.ts'
import { compileComparison, compileEquality, isComparison } from './nodes/comparison.ts'
import type { Compilation } from './compilation.ts'
import { compileConcatenation } from './nodes/concatenation.ts'
import { compileCondition } from './nodes/condition.ts'
import { ExpressionError } from './expression-error.ts'
import { compileStages } from './nodes/filter.ts'
import type { Code } from './frame.ts'
import { compileGroup, compileObject } from './nodes/group.ts'
import { compileLambda } from './nodes/lambda.ts'
import { compileLogic, compileMembership } from './nodes/logic.ts'
import { lookup } from './values/lookup.ts'
import { compileCases, compileOperators } from './nodes/operators.ts'
import { compilePartial } from './nodes/partial.ts'
import { compilePath } from './nodes/path.ts'
import { compileRange } from './nodes/range.ts'
import type { Scope } from './scope.ts'
import { collapse, keepAsArray } from './values/sequence.ts'
import type { SyntaxNode } from './syntax/syntax.ts'
import { withoutTailCalls } from './nodes/tail-calls.ts'
import { compileRegex } from './nodes/regex-function.ts'
import { compileTransform } from './nodes/transform.ts'
import { compileTuplePredicates } from './nodes/tuple-path.ts'
import { fieldOf, isRecord } from './values/value.ts'
import { compileAssignment, compileBlock, compileParent, compileVariable } from './nodes/variable.ts'
import { descendants, wildcard } from './nodes/wildcard.ts'

/** Compiles a node: what it gives by itself, then its predicates, its grouping, and the collapsing of sequences. */
export function buildNode(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  // A path sees to all of this itself.
  if (node.type === 'path') return compilePath(node, scope, compilation)
  const keep = node.keepArray === true
  const isRaw = node.predicate !== undefined || node.group !== undefined || keep
  const bare = compileBare(isRaw ? withoutTailCalls(node) : node, scope, compilation, isRaw)
  if (!isRaw) return leavesSequence(node) ? (input, frame) => collapse(bare(input, frame)) : bare
  let code = bare
  const filters =
    node.tuple === true
      ? compileTuplePredicates(node, scope, compilation)
      : compileStages(node.predicate, scope, compilation)
  for (const filter of filters) {
    const before = code
    code = (input, frame) => filter(before(input, frame), frame)
  }
  if (node.group !== undefined) code = compileGroup(node.group, code, scope, compilation)
  const complete = code
  return (input, frame) => {
    const value = complete(input, frame)
    if (keep) keepAsArray(value)
    return collapse(value)
  }
}

/** Most kinds of node collapse by themselves or give no sequence; these leave it to buildNode. */
function leavesSequence({ type, value }: SyntaxNode): boolean {
  return type === 'wildcard' || type === 'descendant' || (type === 'binary' && value === '..')
}

/** `isRaw`: the result of a call, a block or a variable is wanted before it is collapsed. */
function compileBare(node: SyntaxNode, scope: Scope, compilation: Compilation, isRaw: boolean): Code {
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value':
      return compilation.constant(node.value)
    case 'name':
      return compileName(node, compilation, isRaw)
    case 'wildcard':
      compilation.readsOutside = true
      return wildcard
    case 'descendant':
      compilation.readsOutside = true
      return descendants
    case 'binary':
      return compileBinary(node, scope, compilation)
    case 'unary':
      return compileUnary(node, scope, compilation)
    case 'condition':
      return compileCondition(node, scope, compilation)
    case 'operators':
      return compileOperators(node, scope, compilation)
    case 'cases':
      return compileCases(node, scope, compilation)
    case 'block':
      return compileBlock(node, scope, compilation, isRaw)
    case 'bind':
      return compileAssignment(node, scope, compilation)
    case 'variable':
      return compileVariable(node, scope, compilation, isRaw)
    case 'function':
      return compileCall(node, scope, compilation, isRaw)
    case 'lambda':
      return node.thunk === true
        ? compileTailCall(node, scope, compilation)
        : compileLambda(node, scope, compilation)
    case 'parent':
      return compileParent(node, scope, compilation)
    case 'regex':
      return compileRegex(node, compilation)
    case 'partial':
      return compilePartial(node, scope, compilation)
    case 'transform':
      return compileTransform(node, scope, compilation)
    case 'apply':
      return compileChain(node, scope, compilation, isRaw)
    default:
      throw new ExpressionError('S0206', { position: node.position, token: node.type })
  }
}

/** A name as a step among others; a path of names alone is compiled as a whole. */
function compileName(node: SyntaxNode, compilation: Compilation, isRaw: boolean): Code {
  compilation.readsOutside = true
  const name = String(node.value)
  if (isRaw) return (input, { run }) => lookup(input, name, run)
  return (input, { run }) => {
    const value = isRecord(input) ? fieldOf(input, name) : lookup(input, name, run)
    return Array.isArray(value) ? collapse(value) : value
  }
}

function compileBinary(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const operator = node.value
  if (isArithmetic(operator)) return compileArithmetic(node, scope, compilation)
  if (isComparison(operator)) return compileComparison(node, scope, compilation)
  switch (operator) {
    case '=':
    case '!=':
      return compileEquality(node, scope, compilation)
    case 'and':
    case 'or':
      return compileLogic(node, scope, compilation)
    case '&':
      return compileConcatenation(node, scope, compilation)
    case 'in':
      return compileMembership(node, scope, compilation)
    case '..':
      return compileRange(node, scope, compilation)
    default:
      throw new ExpressionError('S0204', { position: node.position, token: String(operator) })
  }
}

function compileUnary(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  if (node.value === '-') return compileNegation(node, scope, compilation)
  if (node.value === '[') return compileArray(node, scope, compilation)
  return compileObject(node, scope, compilation)
}
