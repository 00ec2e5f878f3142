import { expect, test } from 'vitest'
import { operators } from '../catalog.ts'
import { checkFlow } from './check-flow.ts'
import { flowSchema } from './flow-schema.ts'
import { formatProblem } from './format-problem.ts'
import { isValid } from './json-schema.fixture.ts'

const catalog = new Map(operators.map((operator) => [operator.type, operator]))
const schema = flowSchema(catalog)
const examples = operators.flatMap(({ type, version, examples }) =>
  examples.map(({ title, settings }) => ({ type, title, node: { type, version, ...settings } })),
)

test.each(examples)('$type: $title: its settings pass the check and the schema', ({ node }) => {
  const flow = { millrace: 1, id: 'example', nodes: { it: node }, wires: [] }
  const { problems, plan } = checkFlow(JSON.stringify(flow), catalog)
  expect(plan, problems.map((problem) => formatProblem(problem)).join('\n')).toBeDefined()
  expect(isValid(flow, schema)).toBe(true)
})
