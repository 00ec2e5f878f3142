import { expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import { flow, flowWith, found, nodes } from './found.fixture.ts'

const sink = (quality: Json): Json => flowWith({ type: 'mqtt-out', topic: 't', quality })
const called = (id: string): Json =>
  flow({ nodes: { ...nodes, [id]: { type: 'filter', condition: 'true' } } })
const declared = (name: string): Json => flow({ parameters: { [name]: { type: 'number', default: 1 } } })
const tested = (test: { readonly [name: string]: Json }): Json =>
  flow({ tests: [{ name: 'a', input: [{ node: 'readings', payload: 1 }], expect: { alarm: [] }, ...test }] })
const deep = `${'['.repeat(101)}${']'.repeat(101)}`

test.each<[title: string, document: Json, code: string, remedy: string]>([
  ['a number that is too large', sink(7), 'out-of-range', 'write 2 or less'],
  ['a number that is too small', sink(-1), 'out-of-range', 'write 0 or more'],
  ['a number that is not whole', sink(0.2), 'bad-number', 'write a whole number, such as 0'],
  ['one far beyond', sink(1e300), 'bad-number', 'write a whole number, such as 2'],
  [
    'lists in lists',
    deep,
    'too-deep',
    'take levels out of it; did a program write it into itself again and again?',
  ],
  ['a number beyond all', '{"millrace": 1e999}', 'number-range', 'write a number below 1.8e+308'],
  ['a reserved id', called('constructor'), 'bad-id', 'write "constructor-1", here and in the wires'],
  ['an id of nothing', called('..'), 'bad-id', 'write a short name for what it is, here and in the wires'],
  ['the id of a flow', flow({ id: 'prototype' }), 'bad-id', 'write "prototype-1"'],
  ['a parameter with a dash', declared('a-b'), 'bad-name', 'write "a_b", here and where it is used'],
  [
    'a parameter with a reserved name',
    declared('constructor'),
    'bad-name',
    'give it another name, here and where it is used',
  ],
  [
    'a test of a node that is not there',
    tested({ expect: { xyzzy: [] } }),
    'unknown-node',
    'write one that is there, such as "readings", or take it out',
  ],
  [
    'a test that feeds one',
    tested({ input: [{ node: 'xyzzy', payload: 1 }] }),
    'unknown-node',
    'write one that is there, such as "readings", or take it out',
  ],
  [
    'a test of a port that is not there',
    tested({ expect: { 'warm.xyzzy': [] } }),
    'unknown-port',
    'its outputs are "error", "pass" and "rest"',
  ],
  [
    'a recording without a name',
    tested({ recording: '' }),
    'no-recording',
    'write the name of a file beside the flow, or "input" with the arrivals in its place',
  ],
])('%s', (_, document, code, remedy) => {
  const given = found(document)
    .filter(({ problem }) => problem.code === code)
    .map(({ problem }) => problem.remedy)
  expect(given).toEqual([remedy])
})

test('of a setting that is written twice the last is looked at, as it is the one that counts', () => {
  const text = JSON.stringify(flow()).replace('"topic":"alarm/{key}"', '"topic":"a/{key}","topic":7')
  expect(found(text).map(({ what }) => what)).toEqual(['error double-name', 'error bad-topic alarm.topic'])
})
