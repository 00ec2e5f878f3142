import { expect, test } from 'vitest'
import { operators } from '../core/catalog.ts'
import { ruleFunctions } from '../core/expression/functions/rules/families.ts'
import { generatedFiles } from './generate.ts'

test('there is a page for each operator, with all its settings, ports and examples', () => {
  const files = generatedFiles()
  for (const { type, settings, outputs, inputs, examples } of operators) {
    const page = files.get(`${type}.md`) ?? ''
    for (const name of Object.keys(settings)) expect(page, type).toContain(`**${name}**`)
    for (const name of Object.keys({ ...inputs, ...outputs })) expect(page, type).toContain(`- \`${name}\`: `)
    for (const { title } of examples) expect(page, type).toContain(`### ${title}`)
    expect(page).not.toMatch(/undefined|\[object/)
  }
})

test('the schema knows every operator', () => {
  const schema = generatedFiles().get('flow.schema.json') ?? ''
  for (const { type } of operators) expect(schema).toContain(JSON.stringify(type))
})

test('there is a section for each function for rules, with its parameters and examples', () => {
  const page = generatedFiles().get('functions.md') ?? ''
  for (const { call, parameters, examples } of ruleFunctions) {
    expect(page).toContain(`### ${call}\n`)
    for (const name of Object.keys(parameters)) expect(page).toContain(`- **${name}**: `)
    for (const { expression } of examples) expect(page).toContain(expression)
  }
  expect(page).not.toMatch(/undefined|\[object/)
})
