import { builtinModules } from 'node:module'

/** A part of the product whose files share one rule on what they may import. */
export type Layer = {
  readonly name: string
  /** The paths of its files begin with this. */
  readonly path: string
  /** The layers that it may import, beside itself. */
  readonly layers: readonly string[]
  /** The packages from npm that it may import: these, or any. */
  readonly packages: readonly string[] | 'any'
  /** Whether it runs in Node.js alone. */
  readonly node: boolean
}

const toCatalog = ['model', 'expression', 'operator', 'operators', 'catalog']
const core = [...toCatalog, 'check', 'runtime', 'convert']
const toServer = ['connectors', 'store', 'workers', 'server']

const inCore = (name: string, layers: readonly string[], packages: readonly string[] = []): Layer => ({
  name,
  path: `engine/core/${name}`,
  layers,
  packages,
  node: false,
})

const inHost = (name: string, layers: readonly string[]): Layer => ({
  name,
  path: `engine/host/${name}/`,
  layers: [...core, ...layers],
  packages: 'any',
  node: true,
})

const apart = (name: string, path: string, layers: readonly string[], node: boolean): Layer => ({
  name,
  path,
  layers,
  packages: 'any',
  node,
})

/** Who may import whom. The first layer whose path fits is a file's layer. */
export const layers: readonly Layer[] = [
  inCore('model/', []),
  inCore('expression/', ['model'], ['jsonata', '@noble/hashes']),
  inCore('operator/', toCatalog.slice(0, 2)),
  inCore('operators/', toCatalog.slice(0, 3), ['croner']),
  inCore('catalog', toCatalog.slice(0, 4)),
  inCore('check/', toCatalog),
  inCore('runtime/', toCatalog, ['rxjs']),
  inCore('convert/', [...toCatalog, 'check']),
  inHost('connectors', []),
  inHost('store', []),
  inHost('broker', []),
  inHost('simulator', ['connectors']),
  inHost('workers', ['connectors', 'store']),
  inHost('server', ['connectors', 'store', 'workers']),
  inHost('cli', [...toServer, 'broker', 'simulator']),
  { ...apart('index', 'engine/index.ts', core, false), packages: [] },
  apart('bench', 'engine/bench/', [...core, ...toServer, 'cli', 'index'], true),
  apart('reference', 'engine/reference/', [...core, 'index', 'cli'], true),
  apart('build', 'engine/build.ts', ['manifest'], true),
  apart('manifest', 'engine/published-manifest.ts', [], true),
  apart('nodes', 'nodes/', [...core, 'index', 'store', 'server'], true),
  apart('the build of the editor', 'editor/build.ts', [], true),
  apart('editor', 'editor/', [...core, 'index'], false),
].map((layer) => ({ ...layer, name: layer.name.replace('/', '') }))

/** The folders whose files are checked. */
export const checkedFolders = ['engine/', 'nodes/', 'editor/']

export const coreFolder = 'engine/core/'

export function layerOf(path: string): Layer | undefined {
  return layers.find((layer) => path.startsWith(layer.path))
}

/** Tests, and what only tests use: they may import any package, and every layer of their part of the product. */
export function isTestFile(path: string): boolean {
  return /\.(test|fixture)\.ts$/.test(path)
}

/** The parts of the product that a test may import from, by where it stands. */
export function partsForTest(path: string): readonly string[] {
  const shared = ['test/', 'flows/']
  if (path.startsWith(coreFolder)) return [coreFolder, 'engine/index.ts', ...shared]
  if (path.startsWith('engine/')) return ['engine/', ...shared]
  const own = path.slice(0, path.indexOf('/') + 1)
  return own === 'nodes/' ? [own, 'engine/', ...shared] : [own, coreFolder, 'engine/index.ts', ...shared]
}

export function isNodeModule(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier)
}

/** The package of a specifier: `rxjs` of `rxjs/operators`, `@scope/name` of `@scope/name/file.js`. */
export function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
