import { expect, test } from 'vitest'
import { operators } from '../core/catalog.ts'
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
