import { compileExpression } from '../core/expression/compile.ts'
import { ExpressionError } from '../core/expression/expression-error.ts'
import { families } from '../core/expression/functions/rules/families.ts'
import type { FunctionExample, RuleFunction } from '../core/expression/functions/rules/rule-function.ts'
import { unitTable } from '../core/expression/functions/rules/units/unit-table.ts'
import type { Json } from '../core/model/json.ts'

/** The page of the functions for rules, from their declarations alone. */
export function functionsPage(): string {
  const parts = [
    '# functions',
    'Functions for rules, beside those that [JSONata](expressions.md) has itself. They stand in every expression. Where an argument that is ' +
      'needed is nothing, they give nothing; an argument that cannot be is an error that says what was expected, and the event becomes a ' +
      'dead letter. Arguments marked `?` may be left out.',
    ...families.flatMap(({ title, functions }) => [`## ${title}`, ...functions.map(section)]),
    '## The value before',
    'An expression knows one event alone, so the functions of changes are handed the value before. It comes with the events where a device ' +
      'sends it along; in the aggregates of a [window](window.md), `$first(payload.c)` and `$last(payload.c)` are the first and the last value, ' +
      'and `$slope(payload.c, time)` says how fast values rise; [change](change.md) lets through what differs from the event before, and [scan](scan.md) carries any value from event to event: in its `gives`, `$before` is the value before.',
    '## All units',
    'Symbols, as `$unitConvert` takes them. Most have names as well: `"litres"`, `"miles"`, `"horsepower"`.',
    Object.entries(unitTable)
      .map(([dimension, rows]) => `- ${dimension}: ${rows.map(([symbol]) => `\`${symbol}\``).join(' ')}`)
      .join('\n'),
  ]
  return `${parts.join('\n\n')}\n`
}

/** A line for each function, family by family, for the page on expressions. */
export function functionLines(): string {
  return families
    .map(({ title, functions }) => {
      const lines = functions.map(({ call, summary }) => `- \`${call}\`: ${summary}`)
      return `${title}:\n\n${lines.join('\n')}`
    })
    .join('\n\n')
}

function section({ call, summary, parameters, gives, source, examples }: RuleFunction): string {
  const given = Object.entries(parameters).map(([name, words]) => `- **${name}**: ${words}.`)
  return [
    `### ${call}`,
    summary,
    given.join('\n'),
    `Gives ${gives}.`,
    ...(source === undefined ? [] : [`How: ${source}.`]),
    ...exampleBlocks(examples),
  ].join('\n\n')
}

/** Examples with the same input stand together. */
function exampleBlocks(examples: readonly FunctionExample[]): readonly string[] {
  const inputs = new Map<string, FunctionExample[]>()
  for (const example of examples) {
    const input = example.input === undefined ? '' : written(example.input)
    inputs.set(input, [...(inputs.get(input) ?? []), example])
  }
  return [...inputs].flatMap(([input, some]) => [
    ...(input === '' ? [] : [`Of \`${input}\`:`]),
    `\`\`\`jsonata\n${lines(some).join('\n')}\n\`\`\``,
  ])
}

function lines(examples: readonly FunctionExample[]): readonly string[] {
  const width = Math.min(longestPadded, Math.max(...examples.map(({ expression }) => expression.length)))
  return examples.map((example) => `${example.expression.padEnd(width)} → ${outcome(example)}`)
}

const longestPadded = 70

function outcome({ expression, input, result, fails }: FunctionExample): string {
  if (fails === undefined) return result === undefined ? 'nothing' : written(result)
  try {
    compileExpression(expression).evaluate(input)
  } catch (error) {
    if (error instanceof ExpressionError) return `an error: ${error.message.replace(/ \(at character \d+\)$/, '')}`
  }
  throw new Error(`${expression} should fail`)
}

/** JSON in one line, with blanks where one reads them. */
const written = (value: Json): string =>
  JSON.stringify(value, null, 1)
    .replaceAll(/\[\n */g, '[')
    .replaceAll(/\n *\]/g, ']')
    .replaceAll(/\n */g, ' ')
