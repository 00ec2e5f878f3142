import { catalog, operators } from '../../core/catalog.ts'
import { nearestNames } from '../../core/check/nearest.ts'
import type { Command } from './command.ts'
import { connectionsPage } from './connections-page.ts'
import { operatorPage } from './operator-page.ts'
import { namesHere } from './other-names.ts'
import { readArguments } from './read-arguments.ts'
import { UsageError } from './usage-error.ts'

const help = `Usage: millrace docs [OPERATOR]

Prints the reference of an operator: ports, settings and examples; "millrace docs connections" that of the
file --connections reads. Without one it lists all there are.

Options:
  --help  print this text`

/** Pages beside those of operators. */
const pages = {
  connections: {
    summary: 'The file of brokers and their secrets that --connections reads.',
    page: connectionsPage,
  },
}

export const docs: Command = {
  help,
  run: async (args) => {
    const { positionals } = readArguments(args, {})
    const [type, ...more] = positionals
    if (more.length > 0) throw new UsageError(`docs: expected one operator, got ${positionals.length}`)
    if (type === undefined) {
      list()
      return 0
    }
    const operator = catalog.get(type)
    if (operator !== undefined) process.stdout.write(operatorPage(operator))
    else if (type === 'connections') process.stdout.write(pages.connections.page())
    else throw unknown(type)
    return 0
  },
}

function list(): void {
  const entries = [
    ...operators.map(({ type, summary }) => [type, summary] as const),
    ...Object.entries(pages).map(([name, { summary }]) => [name, summary] as const),
  ]
  const width = Math.max(...entries.map(([name]) => name.length))
  for (const [name, summary] of entries) console.log(`${name.padEnd(width)}  ${summary}`)
}

function unknown(type: string): UsageError {
  const known = new Set([...catalog.keys(), ...Object.keys(pages)])
  const meant = namesHere(type, known)
  const near = nearestNames()(type, known)
  const names = meant.length > 0 ? meant : near === undefined ? [] : [near]
  const hint = names.length === 0 ? '' : `; did you mean ${names.join(' or ')}?`
  return new UsageError(`there is no operator ${type}${hint}\nThere are: ${[...known].join(', ')}`)
}
