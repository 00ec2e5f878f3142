import { child, identifierName, isNode, type SyntaxNode } from './syntax.ts'

/**
 * The names that a node declares for what stands below it: a program's or a block's own declarations, a function's
 * parameters, a loop's variables. `var` counts in the block where it stands, which is where it is used.
 */
export function declaredNames(node: SyntaxNode): ReadonlySet<string> {
  return new Set(declaringPatterns(node).flatMap(boundNames))
}

function declaringPatterns(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
      return nodes(node, 'body').flatMap(declaredBy)
    case 'SwitchStatement':
      return nodes(node, 'cases').flatMap((branch) => nodes(branch, 'consequent').flatMap(declaredBy))
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [...nodes(node, 'id'), ...nodes(node, 'params')]
    case 'ClassExpression':
      return nodes(node, 'id')
    case 'CatchClause':
      return nodes(node, 'param')
    case 'ForStatement':
      return nodes(node, 'init').flatMap(declaredBy)
    case 'ForOfStatement':
    case 'ForInStatement':
      return nodes(node, 'left').flatMap(declaredBy)
    default:
      return []
  }
}

/** The patterns that a statement declares. */
function declaredBy(statement: SyntaxNode): readonly SyntaxNode[] {
  switch (statement.type) {
    case 'VariableDeclaration':
      return nodes(statement, 'declarations').flatMap((declarator) => nodes(declarator, 'id'))
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
      return nodes(statement, 'id')
    case 'ImportDeclaration':
      return nodes(statement, 'specifiers').flatMap((specifier) => nodes(specifier, 'local'))
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return nodes(statement, 'declaration').flatMap(declaredBy)
    default:
      return []
  }
}

/** The names that a pattern binds: `{ a, b: [c, ...d], e = 1 }` binds a, c, d and e. */
function boundNames(pattern: SyntaxNode): readonly string[] {
  const name = identifierName(pattern)
  if (name !== undefined) return [name]
  const keys: Readonly<Record<string, string>> = {
    ObjectPattern: 'properties',
    ArrayPattern: 'elements',
    Property: 'value',
    AssignmentPattern: 'left',
    RestElement: 'argument',
    TSParameterProperty: 'parameter',
  }
  const key = keys[pattern.type]
  return key === undefined ? [] : nodes(pattern, key).flatMap(boundNames)
}

/** What stands under a key, be it one node, a list of them or nothing. */
function nodes(node: SyntaxNode, key: string): readonly SyntaxNode[] {
  const value = node[key]
  if (Array.isArray(value)) return value.filter(isNode)
  const one = child(node, key)
  return one === undefined ? [] : [one]
}
