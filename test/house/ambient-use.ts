import { declaredNames } from './scope.ts'
import { child, children, identifierName, literalText, type SyntaxNode } from './syntax.ts'

/** A place where a file takes time, randomness or I/O from its surroundings. */
export type AmbientUse = { readonly what: string; readonly why: string; readonly offset: number }

const clock = 'the core reads no clock: time comes in with an event or by parameter'
const timer = 'the core keeps no timer: ask for an instant with wake()'
const io = 'the core does no I/O: a connector in the host does'
const chance = 'the core draws no random number of its own: use the random() of the context'
const surroundings = 'the core knows nothing of where it runs: what it needs comes in by parameter'

const forbidden: Readonly<Record<string, string>> = {
  setTimeout: timer,
  setInterval: timer,
  setImmediate: timer,
  requestAnimationFrame: timer,
  queueMicrotask: 'the core runs a turn synchronously',
  performance: clock,
  fetch: io,
  XMLHttpRequest: io,
  WebSocket: io,
  crypto: chance,
  process: surroundings,
  globalThis: surroundings,
}

/** Objects of which a part is forbidden; under a computed name no one can tell which part is meant. */
const forbiddenParts: Readonly<Record<string, readonly [string, string]>> = {
  Math: ['random', chance],
  Temporal: ['Now', clock],
}

/** The forbidden uses in a file. A name that the file itself declares, such as a parameter `fetch`, is its own. */
export function ambientUses(program: SyntaxNode): readonly AmbientUse[] {
  const found: AmbientUse[] = []
  visit(program, undefined, [], found)
  return found
}

function visit(
  node: SyntaxNode,
  parent: SyntaxNode | undefined,
  scopes: readonly ReadonlySet<string>[],
  found: AmbientUse[],
): void {
  if (isTypeOnly(node)) return
  const name = identifierName(node)
  if (name !== undefined && parent !== undefined && isReference(node, parent)) {
    const isOwn = scopes.some((scope) => scope.has(name))
    const use = isOwn ? undefined : judge(name, node, parent)
    if (use !== undefined) found.push({ ...use, offset: node.start })
  }
  const names = declaredNames(node)
  const inner = names.size === 0 ? scopes : [...scopes, names]
  for (const below of children(node)) visit(below, node, inner, found)
}

function judge(name: string, node: SyntaxNode, parent: SyntaxNode): Omit<AmbientUse, 'offset'> | undefined {
  const part =
    parent.type === 'MemberExpression' && parent['object'] === node ? memberName(parent) : undefined
  if (Object.hasOwn(forbidden, name)) return { what: name, why: forbidden[name] ?? '' }
  if (name === 'Date')
    return isFixedDate(node, parent, part) ? undefined : { what: dateUse(parent, part), why: clock }
  const parts = Object.hasOwn(forbiddenParts, name) ? forbiddenParts[name] : undefined
  if (parts === undefined) return undefined
  const [forbiddenPart, why] = parts
  if (part === undefined) return { what: `${name} other than as ${name}.<name>`, why }
  return part === forbiddenPart ? { what: `${name}.${part}`, why } : undefined
}

/** Whether a use of `Date` depends on its arguments alone. */
function isFixedDate(node: SyntaxNode, parent: SyntaxNode, part: string | undefined): boolean {
  if (part !== undefined) return part === 'UTC' || part === 'parse' || part === 'prototype'
  if (parent.type === 'NewExpression' && parent['callee'] === node) return isNonEmpty(parent['arguments'])
  return parent.type === 'BinaryExpression' && parent['operator'] === 'instanceof' && parent['right'] === node
}

function dateUse(parent: SyntaxNode, part: string | undefined): string {
  if (part !== undefined) return `Date.${part}`
  return parent.type === 'NewExpression' ? 'new Date() without an argument' : 'Date as a value'
}

function memberName(member: SyntaxNode): string | undefined {
  const property = child(member, 'property')
  return member['computed'] === true ? literalText(property) : identifierName(property)
}

/** Whether an identifier stands for a value, rather than naming a member, a key or a label. */
function isReference(node: SyntaxNode, parent: SyntaxNode): boolean {
  switch (parent.type) {
    case 'MemberExpression':
      return parent['object'] === node || parent['computed'] === true
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent['value'] === node || parent['computed'] === true
    case 'ImportSpecifier':
    case 'MetaProperty':
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'TSEnumMember':
      return false
    case 'ExportSpecifier':
      return parent['local'] === node
    default:
      return true
  }
}

/** Whether a node is a type, which leaves nothing behind when compiled. */
function isTypeOnly({ type }: SyntaxNode): boolean {
  const carryValues = [
    'TSAsExpression',
    'TSSatisfiesExpression',
    'TSNonNullExpression',
    'TSInstantiationExpression',
  ]
  const isDeclaration = ['TSParameterProperty', 'TSEnumDeclaration', 'TSEnumBody', 'TSEnumMember'].includes(
    type,
  )
  return type.startsWith('TS') && !isDeclaration && !carryValues.includes(type)
}

function isNonEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0
}
