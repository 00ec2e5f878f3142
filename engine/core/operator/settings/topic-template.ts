import type { Event } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import { describe, type Json } from '../../model/json.ts'
import { bad, type EventReading, type Presence, type SettingProblem, type SettingWords } from '../setting.ts'
import { declare } from './declare.ts'
import { dollarNotes, meantPlaceholder, openPlaceholder } from './topic-slips.ts'
import { eventFields } from '../../expression/event-fields.ts'
import { valueAt } from './value-at.ts'
import { badTopic, fitsInBytes, hasUnfitCharacter, longestTopic, problemOfText } from './topic-text.ts'

/** Gives the topic that an event goes to; throws a `Failure` `bad-topic-value` where a value may not stand in it. */
export type TopicTemplate = (event: Event) => string

type Part = string | { readonly name: string; readonly path: readonly string[] }

const expected = 'a topic such as "alarm/{key}", "plant/{params.room}/limit" or "{topic}"'
const fields = new Set<string>(eventFields)

/**
 * A topic to publish to. Placeholders are filled in from the event: `{key}`, `{payload.valve.id}`, `{params.room}`, or
 * `{room}` for the latter. What is filled in never chooses more than its own place: a value that is missing, empty, not
 * a single text, number, true or false, or that holds `/`, `+`, `#` or control characters, or starts the topic with `$`
 * is refused. `{topic}` as the whole template repeats the event's topic.
 */
export function topicTemplate<const P extends SettingWords & Presence>(words: P) {
  return declare<TopicTemplate, P>(words, {
    kind: 'topic',
    schema: { type: 'string', minLength: 1, maxLength: longestTopic },
    form: { control: 'topic', options: { use: 'publish' } },
    read(raw, { parameters }) {
      const parts = readTemplate(raw)
      if ('code' in parts) return bad(parts)
      const notes = dollarNotes(String(raw), 'template', parameters)
      const reads = (): readonly EventReading[] =>
        parts.flatMap((part) => (typeof part === 'string' ? [] : [{ path: part.path, as: 'placeholder' }]))
      return { ok: true, read: { shown: String(raw), notes, reads, bind: () => filler(parts) } }
    },
  })
}

function readTemplate(raw: Json): readonly Part[] | SettingProblem {
  const problem = problemOfText(raw, expected)
  if (problem !== undefined || typeof raw !== 'string') return problem ?? badTopic('', expected)
  if (/^\$share(\/|$)/.test(raw)) {
    return badTopic('$share is for subscribing', expected, 'name the topic itself')
  }
  const parts: Part[] = []
  // Every other piece is what stood between braces.
  for (const [at, piece] of raw.split(/\{([^{}]*)\}/).entries()) {
    if (at % 2 === 1) {
      const path = piece.split('.')
      if (path.some((step) => step.trim() === '' || step === '__proto__')) {
        return badTopic(`{${piece}} names nothing of an event`, expected, 'write {key} or {payload.name}')
      }
      const inEvent = fields.has(path[0] ?? '')
      if (!inEvent && path.length > 1) {
        return badTopic(
          `{${piece}} names nothing of an event`,
          expected,
          `did you mean {${meantPlaceholder(path)}}? A placeholder begins with payload, params, key or topic`,
        )
      }
      parts.push({ name: piece, path: inEvent ? path : ['params', ...path] })
    } else if (/[+#]/.test(piece)) {
      return badTopic(
        `a message goes to one topic; + and # are for subscribing`,
        expected,
        'name the topic, with placeholders for what differs from event to event',
      )
    } else if (/[{}]/.test(piece)) {
      const twice = /\{\{\s*([^{}\s]+)\s*\}\}/.exec(raw)?.[1]
      const open = piece
        .split('/')
        .map(openPlaceholder)
        .find((name) => name !== undefined)
      return badTopic(
        'a brace stands alone',
        expected,
        `write a placeholder as {${twice ?? open ?? 'key'}}, with one brace on each side`,
      )
    } else if (piece !== '') parts.push(piece)
  }
  return parts
}

function filler(parts: readonly Part[]): TopicTemplate {
  const [only] = parts
  if (parts.length === 1 && typeof only === 'string') return () => only
  const whole = parts.length === 1 && typeof only === 'object' && only.name === 'topic'
  return (event) => {
    let topic = ''
    for (const part of parts) {
      if (typeof part === 'string') topic += part
      else {
        const value = scalarText(part.name, valueAt(event, part.path))
        if (topic === '' && value.startsWith('$'))
          refuse(part.name, 'a value that does not begin with $', value)
        const forbidden = whole ? /[+#]/ : /[/+#]/
        if (forbidden.test(value) || hasUnfitCharacter(value)) {
          const wanted = `a value without ${whole ? '' : '/, '}+, # and control characters`
          refuse(part.name, wanted, value, part.name === 'key' ? keyRemedy(event, value) : '')
        }
        topic += value
      }
    }
    if (!fitsInBytes(topic, longestTopic)) {
      throw new Failure('bad-topic-value', `topic: expected at most ${longestTopic} bytes, got more`)
    }
    return topic
  }
}

function scalarText(name: string, value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string' && value !== '') return value
  return refuse(name, 'a text, a number, true or false', value)
}

function refuse(name: string, wanted: string, got: unknown, remedy = ''): never {
  throw new Failure(
    'bad-topic-value',
    `topic: expected ${wanted} for {${name}}, got ${got === '' ? 'an empty text' : describe(got)}${remedy}`,
  )
}

/** Where a source has no `key`, the key is the topic; behind a window that can only be guessed. */
function keyRemedy({ topic, params }: Event, key: string): string {
  if (!key.includes('/') || (topic !== undefined && topic !== key)) return ''
  const name = Object.keys(params ?? {})[0]
  const as = name === undefined ? 'such as "key": "params.room"' : `"key": "params.${name}"`
  const where = topic === undefined ? 'where the key is the topic' : 'the key is the topic here'
  return `; ${where}: give the source a key, ${as}`
}
