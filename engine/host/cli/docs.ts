import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalog, operators } from '../../core/catalog.ts'
import { nearestNames } from '../../core/check/nearest.ts'
import type { Command } from './command.ts'
import { operatorPage } from './operator-page.ts'
import { namesHere } from './other-names.ts'
import { readArguments } from './read-arguments.ts'
import { topics } from './topics.ts'
import { UsageError } from './usage-error.ts'

const help = `Usage: millrace docs [NAME]

Prints a page of the reference: that of an operator (ports, settings and examples), or one on how flows
are written, such as "millrace docs first-flow". Without a name it lists all there are.

Options:
  --help  print this text`

/** Where the reference lies, in the checkout as in the package. */
const reference = join(import.meta.dirname, '../../reference')

export const docs: Command = {
  help,
  run: async (args) => {
    const { positionals } = readArguments(args, {})
    const [name, ...more] = positionals
    if (more.length > 0) throw new UsageError(`docs: expected one name, got ${positionals.length}`)
    if (name === undefined) {
      list()
      return 0
    }
    const operator = catalog.get(name)
    if (operator !== undefined) process.stdout.write(operatorPage(operator))
    else if (topics.some(([topic]) => topic === name))
      process.stdout.write(readFileSync(join(reference, `${name}.md`), 'utf8'))
    else throw unknown(name)
    return 0
  },
}

function list(): void {
  const entries = operators.map(({ type, summary }) => [type, summary] as const)
  const width = Math.max(...[...entries, ...topics].map(([name]) => name.length))
  const lines = (all: readonly (readonly [string, string])[]): string =>
    all.map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}`).join('\n')
  console.log(`How to write a flow:\n${lines(topics)}\n\nOperators:\n${lines(entries)}`)
}

function unknown(name: string): UsageError {
  const known = new Set([...catalog.keys(), ...topics.map(([topic]) => topic)])
  const meant = namesHere(name, known)
  const near = nearestNames()(name, known)
  const names = meant.length > 0 ? meant : near === undefined ? [] : [near]
  const hint = names.length === 0 ? '' : `; did you mean ${names.join(' or ')}?`
  return new UsageError(`there is no page ${name}${hint}\nThere are: ${[...known].join(', ')}`)
}
