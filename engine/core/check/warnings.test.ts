import { expect, test } from 'vitest'
import { catalog } from '../catalog.ts'
import type { Json } from '../model/json.ts'
import type { Problem } from '../model/problem.ts'
import { checkFlow } from './check-flow.ts'

const source = { type: 'mqtt-in', topic: 'house/{room}/climate', key: 'params.room' }
const sink = { type: 'mqtt-out', topic: 'alarm/{key}' }
const cases = { type: 'switch', cases: ['payload.c > 8', 'payload.c > 4'] }

function found(it: Json, end: string, changes: Json = {}): readonly string[] {
  return problemsOf(it, end, changes).map(({ severity, code, node }) => `${severity} ${code} ${node}`)
}

function problemsOf(it: Json, end: string, changes: Json): readonly Problem[] {
  const nodes = { in: { ...source, ...(changes as object) }, it, out: sink }
  const wires = [
    ['in', 'it'],
    [end, 'out'],
  ]
  return checkFlow(JSON.stringify({ millrace: 1, id: 'a', nodes, wires }), catalog).problems
}

test.each<[title: string, found: readonly string[], ...expected: string[]]>([
  ['a case that is set', found(cases, 'it.b')],
  ['a case that is not set', found(cases, 'it.c'), 'warning silent-port it'],
  ['what meets no case', found(cases, 'it.rest')],
  ['a gate that nobody opens', found({ type: 'gate', open: 'payload.on' }, 'it'), 'warning unwired-input it'],
  ['an alarm that nobody acknowledges', found({ type: 'alarm', raise: 'payload.on' }, 'it')],
  ['an alarm that waits', found({ type: 'alarm', raise: 'payload.on', raiseAfter: '10s' }, 'it')],
  ['silence that is short', found({ type: 'absence', after: '10s' }, 'it'), 'warning idle-is-longer it'],
  ['silence with a source that is soon idle', found({ type: 'absence', after: '10s' }, 'it', { idle: '2s' })],
  [
    'silence with a source that is idle as late',
    found({ type: 'absence', after: '30s' }, 'it'),
    'warning idle-is-longer it',
  ],
  [
    'silence with a source that was made idle as late',
    found({ type: 'absence', after: '30s' }, 'it', { idle: '30s' }),
  ],
  ['silence just longer than that', found({ type: 'absence', after: '31s' }, 'it')],
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

test.each([
  ['30s', {}, 'only after 1m:', '"idle": "5s"'],
  ['10s', { outOfOrder: '5s' }, 'only after 45s:', '"idle": "2s"'],
  ['1ms', {}, 'only after 30s1ms:', '"idle": "0s"'],
  ['1h', { idle: 'never' }, 'never:', '"idle": "5m"'],
])(
  'silence of %s with %j is noticed %s remedy %s, with which nothing is found',
  (after, changes, when, idle) => {
    const it = { type: 'absence', after }
    const problem = problemsOf(it, 'it', changes).find(({ code }) => code === 'idle-is-longer')
    expect(problem?.message).toContain(when)
    expect(problem?.remedy).toContain(idle)
    const mended = JSON.parse(`{ ${idle} }`) as { readonly idle: string }
    expect(found(it, 'it', { ...changes, ...mended }).filter((line) => line.includes('idle'))).toEqual([])
  },
)
