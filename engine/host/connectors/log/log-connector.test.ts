import { expect, test } from 'vitest'
import { RecordingSide } from '../../../../test/mqtt/recording-side.ts'
import type { Key } from '../../../core/model/event.ts'
import { logConnector } from './log-connector.ts'

/** The line that an event with this key and message becomes. */
function lineOf(key: Key, message: string | object): string {
  const lines: string[] = []
  const payload = { level: 'info', message } as { level: string; message: string } // or any other JSON
  logConnector((line) => lines.push(line))
    .open([], new RecordingSide('csv'))
    .send({ node: 'l', port: 'in', ordinal: 1, key, time: 0, delivery: { payload } })
  return lines.join()
}

test.each<[Key, string | object, string]>([
  ['pump-3', { c: 1 }, 'csv/l [pump-3]: {"c":1}'],
  [['hall', 2], 'text', 'csv/l [["hall",2]]: text'],
  [7, 'text', 'csv/l [7]: text'],
  [null, 'text', 'csv/l: text'],
  ['a\u001b\nb', 'c\u001b', String.raw`csv/l [a\u001b\nb]: c\u001b`],
])('a line of the log says of which key it is: %j', (key, message, shown) => {
  expect(lineOf(key, message)).toBe(`1970-01-01T00:00:00.000Z info ${shown}`)
})
