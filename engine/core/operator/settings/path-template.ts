import type { Event } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import { describe, type Json } from '../../model/json.ts'
import { eventFields } from '../../expression/event-fields.ts'
import { bad, type EventReading, type Presence, type SettingProblem, type SettingWords } from '../setting.ts'
import { declare } from './declare.ts'
import { valueAt } from './value-at.ts'

/** Gives the path that an event asks for; throws a `Failure` `bad-path-value` where a value may not stand in it. */
export type PathTemplate = (event: Event) => string

type Part = string | readonly string[]

const longest = 2_000
const fields = new Set<string>(eventFields)
const expected = 'a path such as "/machines/{key}" or "/prices?item={payload.item}"'

/**
 * A path below an address. Placeholders are filled in from the event: `{key}`, `{payload.item.id}`, `{params.room}`, or
 * `{room}` for the latter. What is filled in is encoded, so that it never chooses more than its own place; a value that
 * is missing, empty, `.` or `..`, or no single text, number, true or false is refused.
 */
export function pathTemplate<const P extends SettingWords & Presence>(words: P) {
  return declare<PathTemplate, P>(words, {
    kind: 'path',
    schema: { type: 'string', minLength: 1, maxLength: longest },
    form: { control: 'text' },
    read(raw) {
      const parts = readTemplate(raw)
      if ('code' in parts) return bad(parts)
      const reads = (): readonly EventReading[] =>
        parts.flatMap((part) => (typeof part === 'string' ? [] : [{ path: part, as: 'placeholder' }]))
      return { ok: true, read: { shown: String(raw), reads, bind: () => (event) => filled(parts, event) } }
    },
  })
}

function readTemplate(raw: Json): readonly Part[] | SettingProblem {
  if (typeof raw !== 'string' || !/^[/?]/.test(raw) || raw.length > longest)
    return {
      ...badPath(`expected a path that begins with / or ?, got ${describe(raw)}`),
      ...(typeof raw === 'string' && raw.includes('://')
        ? { remedy: 'the address belongs to the connection; write what comes behind it' }
        : {}),
    }
  const parts: Part[] = []
  // Every other piece is what stood between braces.
  for (const [at, piece] of raw.split(/\{([^{}]*)\}/).entries()) {
    if (at % 2 === 1) {
      const path = piece.split('.')
      const inEvent = fields.has(path[0] ?? '')
      if (path.some((step) => step.trim() === '' || step === '__proto__') || (!inEvent && path.length > 1))
        return { ...badPath(`{${piece}} names nothing of an event`), remedy: 'write {key} or {payload.name}' }
      parts.push(inEvent ? path : ['params', ...path])
    } else if (/[{}]/.test(piece))
      return { ...badPath('a brace stands alone'), remedy: 'write a placeholder as {key}' }
    else if (/[\s#\\]|[^\x21-\x7e]/.test(piece) || climbs(piece))
      return badPath(
        'a path has no blanks, "#", "\\", "." or ".." as a step, or letters that are to be encoded',
      )
    else if (piece !== '') parts.push(piece)
  }
  return parts
}

const badPath = (message: string): SettingProblem => ({ code: 'bad-path', message, expected })

function filled(parts: readonly Part[], event: Event): string {
  let path = ''
  for (const part of parts) path += typeof part === 'string' ? part : encoded(part, valueAt(event, part))
  if (path.length > longest)
    throw new Failure('bad-path-value', `path: expected at most ${longest} characters, got ${path.length}`)
  if (climbs(path))
    throw new Failure('bad-path-value', `path: "." and ".." are no steps of one, got ${describe(path)}`)
  return path
}

/** Whether a step of the path, what stands behind `?` aside, leads to itself or upwards. */
const climbs = (path: string): boolean => /(^|\/)\.{1,2}(\/|$)/.test(path.split('?')[0] ?? '')

function encoded(path: readonly string[], value: unknown): string {
  const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  const text = isText ? String(value) : ''
  if (text === '' || text === '.' || text === '..' || !text.isWellFormed())
    throw new Failure(
      'bad-path-value',
      `path: {${path.join('.')}}: expected a text, a number, true or false, got ${value === undefined ? 'nothing' : describe(value)}`,
    )
  return encodeURIComponent(text)
}
