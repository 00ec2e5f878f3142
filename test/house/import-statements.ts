import { child, literalText, type SyntaxNode, walk } from './syntax.ts'

/** One place where a file names another. */
export type ImportStatement = {
  /** What is imported; undefined if it is computed. */
  readonly specifier: string | undefined
  readonly offset: number
}

/** Every import of a file: static, re-exported, dynamic, and within types. */
export function importStatements(program: SyntaxNode): readonly ImportStatement[] {
  return [...walk(program)].flatMap((node) => statement(node) ?? [])
}

function statement(node: SyntaxNode): ImportStatement | undefined {
  const from = (key: string): ImportStatement => ({
    specifier: literalText(child(node, key)),
    offset: node.start,
  })
  switch (node.type) {
    case 'ExportNamedDeclaration':
      return child(node, 'source') === undefined ? undefined : from('source')
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return from('source')
    case 'TSExternalModuleReference':
      return from('expression')
    default:
      return undefined
  }
}
