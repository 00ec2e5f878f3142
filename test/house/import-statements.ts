import { child, literalText, type SyntaxNode, walk } from './syntax.ts'

/** One place where a file names another. */
export type ImportStatement = {
  /** What is imported; undefined if it is computed. */
  readonly specifier: string | undefined
  /** Gone once compiled: `import type`, `export type ... from`, `import('x').Y` in a type. */
  readonly typeOnly: boolean
  readonly offset: number
}

/** Every import of a file: static, re-exported, dynamic, and within types. */
export function importStatements(program: SyntaxNode): readonly ImportStatement[] {
  return [...walk(program)].flatMap((node) => statement(node) ?? [])
}

function statement(node: SyntaxNode): ImportStatement | undefined {
  const from = (key: string, typeOnly: boolean): ImportStatement => ({
    specifier: literalText(child(node, key)),
    typeOnly,
    offset: node.start,
  })
  switch (node.type) {
    case 'ImportDeclaration':
      return from('source', node['importKind'] === 'type')
    case 'ExportAllDeclaration':
      return from('source', node['exportKind'] === 'type')
    case 'ExportNamedDeclaration':
      return child(node, 'source') === undefined ? undefined : from('source', node['exportKind'] === 'type')
    case 'ImportExpression':
      return from('source', false)
    case 'TSImportType':
      return from('source', true)
    case 'TSExternalModuleReference':
      return from('expression', false)
    default:
      return undefined
  }
}
