import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Expected, SuiteCase } from './suite-case.ts'

/** A case as it stands in a file. */
interface WrittenCase {
  readonly case?: string
  readonly expr?: string
  readonly 'expr-file'?: string
  readonly data?: unknown
  readonly dataset?: string | null
  readonly bindings?: Readonly<Record<string, unknown>>
  readonly result?: unknown
  readonly undefinedResult?: boolean
  readonly code?: string
  readonly error?: { readonly code?: string; readonly token?: string }
  readonly token?: string
  readonly unordered?: boolean
  readonly depth?: number
}

/**
 * The cases of all files in a folder and below. A file holds one case or an array of them. Data sets are the members of
 * `_datasets.json` in the folder, or files `<name>.json` in a folder `datasets` there or beside it (as in the official suite,
 * whose cases are in `groups`). Throws an Error that names the file where one can't be used.
 */
export function readSuite(folder: string): readonly SuiteCase[] {
  const datasets = new Datasets(folder)
  return jsonFiles(folder).flatMap((path) => {
    const found = parsed(path)
    const cases = (Array.isArray(found) ? found : [found]) as readonly WrittenCase[] // what is missing is told
    return cases.map((written, at) => {
      const name =
        `${path.slice(resolve(folder).length + 1)} ${written.case ?? (cases.length > 1 ? at : '')}`.trim()
      return caseOf(written, name, path, datasets)
    })
  })
}

function caseOf(written: WrittenCase, name: string, path: string, datasets: Datasets): SuiteCase {
  const { dataset, data, bindings = {}, depth } = written
  const file = written['expr-file']
  const expression = file === undefined ? written.expr : readFileSync(join(dirname(path), file), 'utf8')
  if (expression === undefined) throw new Error(`${name}: a case has "expr" or "expr-file"`)
  const input = typeof dataset === 'string' ? datasets.get(dataset, name) : data
  return { name, expression, input, bindings, depth, expected: expectedOf(written) }
}

function expectedOf({ code, error, token, result, undefinedResult, unordered }: WrittenCase): Expected {
  const wanted = code ?? error?.code
  if (wanted !== undefined) return { code: wanted, token: token ?? error?.token }
  return { value: undefinedResult === true ? undefined : result, isUnordered: unordered === true }
}

/** All but data sets. */
function jsonFiles(folder: string): readonly string[] {
  const found: string[] = []
  for (const name of readdirSync(folder).toSorted()) {
    const path = join(resolve(folder), name)
    if (statSync(path).isDirectory()) {
      if (name !== 'datasets') found.push(...jsonFiles(path))
    } else if (name.endsWith('.json') && !name.startsWith('_')) found.push(path)
  }
  return found
}

class Datasets {
  private readonly folder: string
  private readonly known = new Map<string, unknown>()

  constructor(folder: string) {
    this.folder = resolve(folder)
    const together = join(this.folder, '_datasets.json')
    if (existsSync(together))
      for (const [name, data] of Object.entries(parsed(together) as object)) this.known.set(name, data)
  }

  get(name: string, of: string): unknown {
    if (this.known.has(name)) return this.known.get(name)
    const places = ['datasets', '../datasets', '../../datasets'].map((place) =>
      join(this.folder, place, `${basename(name)}.json`),
    )
    const path = places.find(existsSync)
    if (path === undefined) throw new Error(`${of}: there is no data set ${name}`)
    const data = parsed(path)
    this.known.set(name, data)
    return data
  }
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
