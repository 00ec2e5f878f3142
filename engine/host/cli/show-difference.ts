import type { Json } from '../../core/model/json.ts'
import { isObject } from '../../core/model/json.ts'
import { covers } from '../workers/covers.ts'
import type { SinkResult } from '../workers/flow-test.ts'
import { visibleJson } from '../workers/visible-json.ts'

/** So many outputs are shown around what differs. */
const shown = 5

/** What a sink was expected to send and did not, line by line: `=` as expected, `-` missing, `+` instead. */
export function showDifference({ sink, expected, got }: SinkResult): readonly string[] {
  const first = expected.findIndex((line, at) => !covers(got[at], line))
  const from = first === -1 ? expected.length : first
  const lines = [header(sink, from, expected.length, got.length)]
  if (from > 0) lines.push(`  = the first ${from === 1 ? 'one is' : `${from} are`} as expected`)
  const to = Math.min(Math.max(expected.length, got.length), from + shown)
  for (let at = from; at < to; at++) {
    const wanted = expected[at]
    const had = got[at]
    if (wanted !== undefined && had !== undefined && covers(had, wanted)) {
      lines.push(`  = ${visibleJson(wanted)}`)
      continue
    }
    if (wanted !== undefined) lines.push(`  - ${visibleJson(wanted)}`)
    if (had !== undefined) lines.push(`  + ${visibleJson(onlyAsked(had, wanted))}`)
  }
  const more = Math.max(expected.length, got.length) - to
  if (more > 0) lines.push(`  ... and ${more} more`)
  return lines
}

/** Of what was sent, the fields that the expectation names: the others do not matter. */
function onlyAsked(had: Json, wanted: Json | undefined): unknown {
  if (!isObject(had) || !isObject(wanted)) return had
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, had[name] ?? null]))
}

/** Where as many came as were expected, it is said which of them is another. */
function header(sink: string, first: number, expected: number, got: number): string {
  if (expected !== got) return `${sink}: expected ${count(expected)}, got ${count(got)}`
  return `${sink}: ${expected === 1 ? 'the output is' : `output ${first + 1} of ${got} is`} another than expected`
}

const count = (number: number): string => (number === 1 ? '1 output' : `${number} outputs`)
