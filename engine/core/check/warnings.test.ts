import { expect, test } from 'vitest'
import { catalog } from '../catalog.ts'
import type { Json } from '../model/json.ts'
import { checkFlow } from './check-flow.ts'

const source = { type: 'mqtt-in', topic: 'house/{room}/climate', key: 'params.room' }
const sink = { type: 'mqtt-out', topic: 'alarm/{key}' }
const cases = { type: 'switch', cases: ['payload.c > 8', 'payload.c > 4'] }

function found(it: Json, end: string, changes: Json = {}): readonly string[] {
  const nodes = { in: { ...source, ...(changes as object) }, it, out: sink }
  const wires = [
    ['in', 'it'],
    [end, 'out'],
  ]
  const { problems } = checkFlow(JSON.stringify({ millrace: 1, id: 'a', nodes, wires }), catalog)
  return problems.map(({ severity, code, node }) => `${severity} ${code} ${node}`)
}

test.each<[title: string, found: readonly string[], ...expected: string[]]>([
  ['a case that is set', found(cases, 'it.b')],
  ['a case that is not set', found(cases, 'it.c'), 'warning silent-port it'],
  ['what meets no case', found(cases, 'it.rest')],
  ['a gate that nobody opens', found({ type: 'gate', open: 'payload.on' }, 'it'), 'warning unwired-input it'],
  ['silence that is short', found({ type: 'absence', after: '10s' }, 'it'), 'warning idle-is-longer it'],
  [
    'silence with a source that is soon idle',
    found({ type: 'absence', after: '10s' }, 'it', { idle: '10s' }),
  ],
  [
    'silence with a source that is never idle',
    found({ type: 'absence', after: '1h' }, 'it', { idle: 'never' }),
    'warning idle-is-longer it',
  ],
  ['silence that is long', found({ type: 'absence', after: '5m' }, 'it')],
  ['silence by the wall', found({ type: 'absence', after: '10s', clock: 'wall' }, 'it')],
  ['a star', found(cases, 'it', { topic: 'house/*/climate', key: 'payload.id' }), 'warning star-in-topic in'],
  ['a bare number', found({ type: 'window', size: 60 }, 'it'), 'warning bare-duration it'],
  ['a bare number that is large', found({ type: 'window', size: 60_000 }, 'it')],
  [
    'an aggregate that keeps its events',
    found({ type: 'window', size: '1m', aggregates: { all: '$[].payload' } }, 'it'),
    'note collects it',
  ],
])('%s', (_, lines, ...expected) => {
  expect(lines).toEqual(expected)
})
