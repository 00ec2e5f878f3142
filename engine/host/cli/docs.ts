import { catalog, operators } from '../../core/catalog.ts'
import { nearestNames } from '../../core/check/nearest.ts'
import type { Command } from './command.ts'
import { operatorPage } from './operator-page.ts'
import { readArguments } from './read-arguments.ts'
import { UsageError } from './usage-error.ts'

const help = `Usage: millrace docs [OPERATOR]

Prints the reference of an operator: ports, settings and examples. Without one it lists all there are.

Options:
  --help  print this text`

export const docs: Command = {
  help,
  run: async (args) => {
    const { positionals } = readArguments(args, {})
    const [type, ...more] = positionals
    if (more.length > 0) throw new UsageError(`docs: expected one operator, got ${positionals.length}`)
    if (type === undefined) {
      const width = Math.max(...operators.map((operator) => operator.type.length))
      for (const operator of operators) console.log(`${operator.type.padEnd(width)}  ${operator.summary}`)
      return 0
    }
    const operator = catalog.get(type)
    if (operator === undefined) {
      const near = nearestNames()(type, catalog.keys())
      const hint = near === undefined ? '' : `; did you mean ${near}?`
      throw new UsageError(
        `there is no operator ${type}${hint}\nThere are: ${[...catalog.keys()].join(', ')}`,
      )
    }
    process.stdout.write(operatorPage(operator))
    return 0
  },
}
