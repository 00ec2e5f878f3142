import { catalog } from '../../core/catalog.ts'
import { checkFlow } from '../../core/check/check-flow.ts'
import { formatProblem } from '../../core/check/format-problem.ts'
import type { Problem } from '../../core/model/problem.ts'
import { visibleJson } from '../workers/visible-json.ts'
import type { Command } from './command.ts'
import { readFlowText } from './load-flow.ts'
import { missingFiles } from './missing-files.ts'
import { readArguments } from './read-arguments.ts'
import { readParameters } from './read-parameters.ts'
import { type FlowFile, sameIds } from './same-ids.ts'
import { UsageError } from './usage-error.ts'

const help = `Usage: millrace check FLOW... [options]

Says all that is wrong or doubtful in flows and in the files they name, without running them. Ends with 2 if
there is an error.

Options:
  --json              print the problems as one JSON list
  --param NAME=VALUE  a value for one of the flows' parameters; may be given several times
  --help              print this text`

const options = { json: { type: 'boolean' }, param: { type: 'string', multiple: true } } as const

export const check: Command = {
  help,
  run: async (args) => {
    const { values, positionals } = readArguments(args, options)
    if (positionals.length === 0) {
      throw new UsageError('check: expected the files of flows, such as millrace check my.flow.json')
    }
    const parameters = readParameters(values.param ?? [])
    const problems: Problem[] = []
    const flows: FlowFile[] = []
    for (const file of positionals) {
      try {
        const text = readFlowText(file)
        const checked = checkFlow(text, catalog, { file, parameters })
        problems.push(...checked.problems, ...missingFiles(text, file, checked))
        if (checked.flow !== undefined) flows.push({ file, id: checked.flow.id })
      } catch (error) {
        if (!(error instanceof UsageError)) throw error
        problems.push({ code: 'unreadable', severity: 'error', message: error.message, place: [] })
      }
    }
    for (const message of sameIds(flows)) {
      problems.push({ code: 'same-id', severity: 'error', message, place: ['id'] })
    }
    const errors = count(problems, 'error')
    if (values.json === true) console.log(visibleJson(problems, 2))
    else print(problems, positionals.length, errors)
    return errors === 0 ? 0 : 2
  },
}

function print(problems: readonly Problem[], files: number, errors: number): void {
  for (const problem of problems) console.log(formatProblem(problem))
  const warnings = count(problems, 'warning')
  const flows = files === 1 ? '1 flow' : `${files} flows`
  console.log(`${flows} checked: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`)
}

function count(problems: readonly Problem[], wanted: Problem['severity']): number {
  return problems.filter(({ severity }) => severity === wanted).length
}

const plural = (number: number, word: string): string =>
  `${number === 0 ? 'no' : number} ${word}${number === 1 ? '' : 's'}`
