import { checkFlow } from './check-flow.ts'
import { formatProblem } from './format-problem.ts'
import { flow, nodes } from './found.fixture.ts'
import { mutateText, mutateTree, numbersFrom } from './mutate.fixture.ts'
import { catalog } from './operators.fixture.ts'

/** A flow in which everything is used that a flow can have. */
const rich = flow({
  parameters: { limit: { type: 'number', default: 8 }, size: { type: 'duration', default: '1m' }, room: { type: 'text', default: 'n' } },
  nodes: {
    readings: { ...nodes.readings, watermark: 'key', key: 'params.room' },
    warm: { type: 'filter', condition: 'payload.c > $limit', was: 'hot' },
    guard: { type: 'subflow:outer', top: '$limit', label: 'Guard' },
    group: { type: 'windowed', version: 3, shape: 'hopping', size: '$size', every: '10s', per: 'payload.x' },
    old: { type: 'windowed', length: '5s' },
    gate: { type: 'gate', open: 'payload.on' },
    alarm: { type: 'mqtt-out', topic: 'alarm/{$room}/{key}', body: '$room', retain: true },
  },
  wires: [
    ['readings', 'warm'], ['warm.pass', 'guard'], ['guard.out', 'group'], ['warm.rest', 'old'],
    ['group', 'gate'], ['old', 'gate.control'], ['gate', 'alarm'], ['warm.error', 'alarm'],
  ],
  subflows: {
    outer: {
      parameters: { top: { type: 'number' } }, inputs: { in: 'inner' }, outputs: { out: 'last' },
      nodes: { inner: { type: 'subflow:guard', top: '$top' }, last: { type: 'map', payload: '{ "top": $top }' } },
      wires: [['inner', 'last']],
    },
    guard: {
      parameters: { top: { type: 'number', default: 3 } }, inputs: { in: 'f' }, outputs: { out: 'f.rest' },
      nodes: { f: { type: 'filter', condition: 'payload.c < $top', was: 'g' } }, wires: [],
    },
  },
  layout: { readings: [1, 2] },
  tests: [{ name: 'a', parameters: { limit: 3 }, input: [{ node: 'readings', payload: 1 }], expect: { 'guard/last': [], 'warm.rest': [] } }],
}) // prettier-ignore

const richText = JSON.stringify(rich, undefined, 1)

/** The document that a seed gives: the rich flow, damaged as text or as a tree. */
export function damaged(seed: number): string {
  const random = numbersFrom(seed)
  if (random() < 0.4) return mutateText(richText, random)
  return JSON.stringify(mutateTree(rich, random), undefined, random() < 0.5 ? 1 : undefined)
}

/** What a check may not do, whatever the document; undefined where it did as it should. Also whether there was a plan. */
export function misdeed(text: string): { readonly wrong?: string; readonly planned: boolean } {
  const { problems, plan } = checkFlow(text, catalog)
  const planned = plan !== undefined
  const errors = problems.filter(({ severity }) => severity === 'error').length
  if (planned && errors > 0) return { wrong: 'a plan in spite of errors', planned }
  if (!planned && errors === 0) return { wrong: 'neither a plan nor an error', planned }
  for (const problem of problems) {
    const { code, message, line = 1, column = 1 } = problem
    const shown = formatProblem(problem)
    if (!/^[a-z]+(-[a-z]+)*$/.test(code)) return { wrong: `a code that is none: ${code}`, planned }
    if (message === '' || /undefined|\[object|NaN|\n\s+at /.test(shown.replaceAll('$undefined', '')))
      return { wrong: shown, planned }
    const lines = text.split(/\r\n|\n|\r/)
    if (line > lines.length || column > (lines[line - 1]?.length ?? 0) + 1)
      return { wrong: `a place that is not there: ${shown}`, planned }
  }
  const seen = new Set<string>()
  for (const { id, inputs } of plan?.nodes ?? []) {
    for (const { node } of Object.values(inputs).flat()) {
      if (!seen.has(node)) return { wrong: `a wire from ${node} to ${id} that leads back`, planned }
    }
    if (seen.has(id)) return { wrong: `${id} is there twice`, planned }
    seen.add(id)
  }
  return { planned }
}
