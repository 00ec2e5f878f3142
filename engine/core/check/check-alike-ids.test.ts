import { expect, test } from 'vitest'
import { catalog } from '../catalog.ts'
import { checkFlow } from './check-flow.ts'

const [composed, apart] = ['caf\u00e9', 'cafe\u0301']

function found(ids: readonly string[], wires: readonly (readonly [string, string])[]): string[] {
  const middle = Object.fromEntries(ids.map((id) => [id, { type: 'filter', condition: 'payload > 1' }]))
  const nodes = { in: { type: 'mqtt-in', topic: 'a' }, ...middle, out: { type: 'log' } }
  const { problems } = checkFlow(JSON.stringify({ millrace: 1, id: 'a', nodes, wires }), catalog)
  return problems.map(({ severity, code, remedy }) => `${severity} ${code}: ${remedy}`)
}

test('two ids that read the same', () => {
  const wires = [composed, apart].flatMap((id) => [['in', id] as const, [`${id}.pass`, 'out'] as const])
  expect(found([composed, apart], wires)).toEqual(['warning ids-alike: give one of the two another id'])
})

test('ids that read otherwise are none', () => {
  const wires = [composed, 'cafe'].flatMap((id) => [['in', id] as const, [`${id}.pass`, 'out'] as const])
  expect(found([composed, 'cafe'], wires)).toEqual([])
})

test('a wire to an id that only reads like one', () => {
  expect(
    found(
      [composed],
      [
        ['in', apart],
        ['in', composed],
        [`${composed}.pass`, 'out'],
      ],
    ),
  ).toEqual([
    'error unknown-node: a node reads like it, and is written with other characters: copy its id from there',
  ])
})
