import { expect, test } from 'vitest'
import { parseExpression } from '../../engine/core/expression/syntax.ts'
import { catalog, checkFlow } from '../../engine/index.ts'
import { describeWithData } from '../shared-data.ts'
import { readSuite } from './read-suite.ts'

/** A flow with an expression in the place where any may stand. */
const flowWith = (payload: string): string =>
  JSON.stringify({
    millrace: 1,
    id: 'suite',
    nodes: {
      in: { type: 'mqtt-in', topic: 'in' },
      made: { type: 'map', payload },
      out: { type: 'log' },
    },
    wires: [
      ['in', 'made'],
      ['made', 'out'],
    ],
  })

/** The official parser can read it. */
const accepts = (text: string): boolean => {
  try {
    parseExpression(text)
    return true
  } catch {
    return false
  }
}

describeWithData('what the official suite accepts', 'jsonata', (folder) => {
  test('check accepts, but for variables that nobody declares', () => {
    const texts = [...new Set(readSuite(folder).map(({ expression }) => expression))].filter(
      (text) => text.trim() !== '' && accepts(text),
    )
    expect(texts.length).toBeGreaterThan(900)
    const refused = texts.flatMap((text) =>
      checkFlow(flowWith(text), catalog)
        .problems.filter(({ severity }) => severity === 'error')
        .map(({ message }) => `${text}: ${message}`),
    )
    const undeclared = refused.filter((line) => /there is no (variable|function) \$/.test(line))
    expect(refused.filter((line) => !undeclared.includes(line))).toEqual([])
    expect(undeclared.length).toBeLessThan(20)
  })
})
