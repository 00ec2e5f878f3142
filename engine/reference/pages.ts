import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { operators } from '../core/catalog.ts'
import { aggregates } from '../core/operators/window/aggregates.ts'
import { connectionsPage } from '../host/cli/connections-page.ts'
import { functionLines, functionsPage } from './functions-page.ts'

const folder = join(import.meta.dirname, 'pages')

/** What is filled in where a page has a mark such as `<!-- carries -->`. */
const parts: Readonly<Record<string, () => string>> = {
  carries: () => {
    const rows = operators.flatMap(({ type, outputs }) => {
      const by = (wanted: 'all' | 'key'): string =>
        Object.entries(outputs)
          .flatMap(([name, { carries }]) => (carries === wanted ? [`\`${name}\``] : []))
          .join(' ')
      return Object.keys(outputs).length === 0 ? [] : [`| ${type} | ${by('all')} | ${by('key')} |`]
    })
    return [
      '| Node | passes events on by | makes new ones, with payload, key and time alone, by |',
      '|---|---|---|',
      ...rows,
    ].join('\n')
  },
  aggregates: () =>
    [...aggregates.values()].map(({ name, summary }) => `- \`$${name}\`: ${summary}`).join('\n'),
  rules: functionLines,
}

/** The pages that are written by hand, by the names of their files, with what is known of declarations filled in. */
export function pages(): ReadonlyMap<string, string> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'))
  if (files.length === 0) throw new Error('there are no pages to make')
  const written = files.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return [name, text.replace(/<!-- (\w+) -->/g, (mark, part: string) => parts[part]?.() ?? missing(name, mark))] as const
  })
  return new Map([...written, ['connections.md', connectionsPage()], ['functions.md', functionsPage()]])
}

function missing(name: string, mark: string): never {
  throw new Error(`pages/${name}: nothing is known to fill in for ${mark}`)
}
