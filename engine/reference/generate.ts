// Writes the reference pages and the JSON Schema of flows from the declarations of operators and functions, beside this file.
// With --check it only says what is out of date, and fails if anything is.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalog, operators } from '../core/catalog.ts'
import { flowSchema } from '../core/check/flow-schema.ts'
import { operatorPage } from '../host/cli/operator-page.ts'
import { topics } from '../host/cli/topics.ts'
import { pages } from './pages.ts'

const folder = import.meta.dirname

/** What is generated, by the names of the files. */
export function generatedFiles(): ReadonlyMap<string, string> {
  if (operators.length === 0) throw new Error('the catalog has no operators, so there is nothing to write about')
  const rows = operators.map(({ type, summary }) => `- [${type}](${type}.md): ${summary}`)
  const index = [
    '# Reference',
    'Made by `node engine/reference/generate.ts` from the operators\' declarations and from `pages/`. Do not edit what ' +
      'stands beside this page.',
    '## How to write a flow',
    topics.map(([name, words]) => `- [${name}](${name}.md): ${words}`).join('\n'),
    '## Operators',
    rows.join('\n'),
  ]
  return new Map([
    ...pages(),
    ['README.md', `${index.join('\n\n')}\n`],
    ...operators.map((operator) => [`${operator.type}.md`, operatorPage(operator)] as const),
    ['flow.schema.json', `${JSON.stringify(flowSchema(catalog), null, 2)}\n`],
  ])
}

function outOfDate(files: ReadonlyMap<string, string>): readonly string[] {
  const changed = [...files].filter(([name, text]) => read(name) !== text).map(([name]) => name)
  return [...changed, ...leftOver(files)]
}

/** Pages of operators that are no more. */
function leftOver(files: ReadonlyMap<string, string>): readonly string[] {
  return readdirSync(folder).filter((name) => /\.(md|json)$/.test(name) && !files.has(name))
}

function read(name: string): string | undefined {
  const path = join(folder, name)
  // A checkout may have other line ends.
  return existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\r\n', '\n') : undefined
}

if (import.meta.main) {
  const files = generatedFiles()
  const stale = outOfDate(files)
  if (!process.argv.includes('--check')) {
    for (const [name, text] of files) writeFileSync(join(folder, name), text)
    for (const name of leftOver(files)) rmSync(join(folder, name))
    console.log(`${files.size} files written, ${stale.length} of them changed or removed`)
  } else if (stale.length > 0) {
    console.error(`Out of date: ${stale.join(', ')}. Run: node engine/reference/generate.ts`)
    process.exitCode = 1
  } else {
    console.log(`${files.size} files are up to date`)
  }
}
