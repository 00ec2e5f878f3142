// Who may import whom: the architecture's layers, checked on every source file of the product.
import { posix } from 'node:path'
import { ambientUses } from './ambient-use.ts'
import { type Finding, lineAt } from './finding.ts'
import { findCycles } from './import-cycles.ts'
import {
  checkedFolders,
  coreFolder,
  isNodeModule,
  isTestFile,
  type Layer,
  layerOf,
  packageOf,
  partsForTest,
} from './import-rules.ts'
import { importStatements } from './import-statements.ts'
import { parse } from './syntax.ts'

/** The files that the rules are about, of all paths. */
export function importCheckedPaths(paths: readonly string[]): readonly string[] {
  return paths.filter(
    (path) => path.endsWith('.ts') && checkedFolders.some((folder) => path.startsWith(folder)),
  )
}

/**
 * Checks the imports of files, given as paths from the root and their text, and what the core takes from its
 * surroundings. Throws if there is no file to look at, since a check of nothing proves nothing.
 */
export function checkImports(files: ReadonlyMap<string, string>): readonly Finding[] {
  if (files.size === 0) throw new Error('imports: no file was read, expected the sources of the product')
  const findings: Finding[] = []
  const graph = new Map<string, string[]>()
  for (const [file, text] of files) {
    const parsed = parse(file, text)
    if ('error' in parsed) {
      findings.push({ file, message: `cannot be read: ${parsed.error}` })
      continue
    }
    const report = (offset: number, message: string) =>
      findings.push({ file, line: lineAt(text, offset), message })
    if (layerOf(file) === undefined && !isTestFile(file))
      report(0, 'stands in no layer: move it, or give it a layer')
    const targets: string[] = []
    for (const { specifier, offset } of importStatements(parsed.program)) {
      const message = judge(file, specifier, files)
      if (message !== undefined) report(offset, message)
      const target = specifier === undefined ? undefined : resolve(file, specifier)
      if (target !== undefined && files.has(target)) targets.push(target)
    }
    graph.set(file, targets)
    if (!file.startsWith(coreFolder) || isTestFile(file)) continue
    for (const { what, why, offset } of ambientUses(parsed.program)) report(offset, `uses ${what}: ${why}`)
  }
  const cycles = findCycles(graph).map((cycle) => ({
    file: cycle[0] ?? '',
    message: `imports itself in a circle: ${cycle.join(' -> ')}`,
  }))
  return [...findings, ...cycles]
}

/** The path from the root that a specifier means; undefined for a package. The engine's own name is its folder. */
function resolve(file: string, specifier: string): string | undefined {
  if (specifier === 'millrace') return 'engine/index.ts'
  if (specifier.startsWith('millrace/')) return posix.join('engine', specifier.slice('millrace/'.length))
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : undefined
}

/** What is wrong with an import; undefined if nothing is. */
function judge(
  file: string,
  specifier: string | undefined,
  files: ReadonlyMap<string, string>,
): string | undefined {
  const layer = layerOf(file)
  if (specifier === undefined) {
    return layer?.node === true
      ? undefined
      : 'imports a computed path: write it out, so that it can be checked'
  }
  const target = resolve(file, specifier)
  if (target === undefined) return isTestFile(file) ? undefined : judgePackage(layer, specifier)
  const isChecked = importCheckedPaths([target]).length > 0
  if (isChecked && !files.has(target)) return `imports ${target}, which does not exist`
  if (isTestFile(file)) {
    const parts = partsForTest(file)
    const isAllowed = parts.some((part) => target.startsWith(part))
    return isAllowed ? undefined : `imports ${target}: a test here may import from ${parts.join(', ')}`
  }
  if (isTestFile(target)) return `imports ${target}, which only tests may import`
  return layer === undefined ? undefined : judgeLayer(layer, target)
}

function judgePackage(layer: Layer | undefined, specifier: string): string | undefined {
  if (layer === undefined) return undefined
  if (isNodeModule(specifier)) {
    return layer.node ? undefined : `imports ${specifier}: ${layer.name} runs outside Node.js too`
  }
  const { name, packages } = layer
  if (packages === 'any' || packages.includes(packageOf(specifier))) return undefined
  const allowed = packages.length === 0 ? 'no package' : `no package but ${packages.join(', ')}`
  return `imports ${specifier}: ${name} may import ${allowed}`
}

function judgeLayer({ name, layers, path }: Layer, target: string): string | undefined {
  const other = layerOf(target)?.name
  if (target.startsWith(path) || other === name || (other !== undefined && layers.includes(other)))
    return undefined
  const allowed = layers.length === 0 ? 'itself alone' : `itself and ${layers.join(', ')}`
  return `imports ${target}${other === undefined ? '' : ` (${other})`}: ${name} may import ${allowed}`
}
