import { expect, test } from 'vitest'
import { topicFilter } from './topic-filter.ts'
import { topicTemplate } from './topic-template.ts'

const place = { parameters: { site: 'north', dir: 'x' } }

/** The remedies for a topic, be it that it is refused. */
function remedies(kind: typeof topicFilter | typeof topicTemplate, text: string): readonly unknown[] {
  const result = kind({ summary: '' }).read(text, place)
  return (result.ok ? (result.read.notes ?? []) : result.problems).map(({ remedy }) => remedy)
}

test.each<[text: string, ...remedies: string[]]>([
  ['alarm/$site/{key}', 'write {$site}'],
  ['$site/{key}', 'write {$site}'],
  ['alarm/${key}', 'write {key}'],
  ['alarm/${payload.valve.id}/${site}', 'write {payload.valve.id}', 'write {$site}'],
  ['alarm/$key', 'write {key}'],
  ['alarm/$payload.id/x', 'write {payload.id}'],
  ['{msg.topic}', 'did you mean {topic}? A placeholder begins with payload, params, key or topic'],
  ['a/{paylod.x}', 'did you mean {payload.x}? A placeholder begins with payload, params, key or topic'],
  ['a/{$payload.x}', 'did you mean {payload.x}? A placeholder begins with payload, params, key or topic'],
  [
    'a/{valve.id}',
    'did you mean {payload.valve.id}? A placeholder begins with payload, params, key or topic',
  ],
  ['a/{{key}}', 'write a placeholder as {key}, with one brace on each side'],
  ['a/{room', 'write a placeholder as {room}, with one brace on each side'],
  // None of these may raise an alarm.
  ['$aws/things/{key}'],
  ['price/$/{key}'],
  ['alarm/$other/{key}'],
  ['$site'],
])('sending to %s: %j', (text, ...expected) => expect(remedies(topicTemplate, text)).toEqual(expected))

test.each<[text: string, ...remedies: string[]]>([
  ['$site/{room}/climate', 'write {$site}'],
  ['a/${site}/b', 'write {site}, or {$site} for a parameter of the flow'],
  ['a/{room', 'write {room}'],
  ['a/{{room}}', 'write {room}'],
  // None of these may raise an alarm.
  ['$SYS/broker/+'],
  ['$share/guards/plant/{room}'],
  ['a/$key'],
])('subscribing to %s: %j', (text, ...expected) => expect(remedies(topicFilter, text)).toEqual(expected))
