import { describe, expect, test } from 'vitest'
import { catalog } from '../catalog.ts'
import type { JsonObject } from '../model/json.ts'
import { checkFlow } from './check-flow.ts'

/** What is said of the settings that a node does not have. */
function remedies(node: JsonObject): readonly (string | undefined)[] {
  const flow = { millrace: 1, id: 'a', nodes: { it: node }, wires: [] }
  const { problems } = checkFlow(JSON.stringify(flow), catalog)
  return problems.filter(({ code }) => code === 'unknown-setting').map(({ remedy }) => remedy)
}

const window = { type: 'window', size: '1m' }

describe('a setting that is not there', () => {
  test.each<[node: JsonObject, remedy: string]>([
    [{ ...window, groupBy: 'payload.room' }, 'did you mean "per"?'],
    [{ type: 'window', length: '1m' }, 'did you mean "size"?'],
    [
      { ...window, per: 'payload.room', 'group-by': 'payload.room' },
      'it has "shape", "size", "per", "aggregates" and "emitEmpty"; "millrace docs window" says what they do',
    ],
    [{ type: 'change', property: 'payload.c' }, 'did you mean "value"?'],
    [{ type: 'throttle', rate: '1/s' }, 'did you mean "every"?'],
    [{ type: 'dedupe', key: 'payload.id' }, 'did you mean "per" or "id"?'],
    [{ type: 'mqtt-in', topic: 'a', broker: 'b' }, 'did you mean "connection"?'],
    [{ type: 'filter', expr: 'true' }, 'did you mean "condition"?'],
    [{ type: 'filter', conditon: 'true' }, 'did you mean "condition"?'],
    [{ type: 'map', payload: '1', colour: 'red' }, 'it has "payload"; "millrace docs map" says what they do'],
  ])('%j: %s', (node, remedy) => expect(remedies(node)).toEqual([remedy]))
})
