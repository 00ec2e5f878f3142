import { formatDuration } from '../../core/model/duration.ts'
import type { Example, ExampleElement, ExpectedEvent } from '../../core/operator/example.ts'

/** An example as a section: the settings, then what goes in and what comes out, line by line in order of time. */
export function exampleSection({ title, settings, given, expect }: Example): string {
  const into = Object.entries(given).flatMap(([port, elements]) =>
    (elements ?? []).map((element) => `${port.padEnd(8)} ${elementLine(element)}`),
  )
  const out = Object.entries(expect).flatMap(([port, events]) =>
    (events ?? []).map((event) => `${port.padEnd(8)} ${expectedLine(event)}`),
  )
  return [
    `### ${title}`,
    fenced('json', JSON.stringify(settings, null, 2)),
    'In:',
    fenced('text', into.length === 0 ? 'nothing' : into.join('\n')),
    'Out:',
    fenced('text', out.length === 0 ? 'nothing' : out.join('\n')),
  ].join('\n\n')
}

function elementLine(element: ExampleElement): string {
  const at = shownTime(element.time).padStart(7)
  if (element.kind === 'watermark') return `${at}  (no event up to here is expected any more)`
  if (element.kind === 'wall') return `${at}  (the clock on the wall stands here)`
  if (element.kind === 'answer') {
    const { question, payload, key, problem } = element
    const said = problem === undefined ? JSON.stringify(payload) : `none: ${problem.code}`
    return `${at}  ${said}  (to ${question}${key === null ? '' : `, key ${JSON.stringify(key)}`})`
  }
  return eventLine(element)
}

function expectedLine(event: ExpectedEvent): string {
  return event.kind === 'problem' ? `${''.padStart(7)}  dead letter: ${event.code}` : eventLine(event)
}

function eventLine({
  time,
  payload,
  key,
  topic,
  properties,
  at,
}: Extract<ExpectedEvent, { readonly kind: 'event' }>): string {
  const more = [
    ...(key === null || key === topic ? [] : [`key ${JSON.stringify(key)}`]),
    ...(topic === undefined ? [] : [`topic ${topic}`]),
    ...(at === undefined ? [] : [`arrives at ${shownTime(at)}`]),
    ...(properties === undefined ? [] : [JSON.stringify(properties)]),
  ]
  const tail = more.length === 0 ? '' : `  (${more.join(', ')})`
  return `${shownTime(time).padStart(7)}  ${JSON.stringify(payload)}${tail}`
}

/** A time of an example: what is not about the first days of 1970 is a date. */
const shownTime = (time: number): string =>
  time < 10 * 86_400_000 ? formatDuration(time) : new Date(time).toISOString().replace('.000Z', 'Z')

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``
