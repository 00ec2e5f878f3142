import { eventFields, isEventField } from '../../expression/event-fields.ts'
import { nearestName } from '../../expression/advice/nearest-name.ts'
import type { Json } from '../../model/json.ts'
import type { SettingNote } from '../setting.ts'

/** `$name`, `$payload.c` or `${name}`, as other languages have it. */
const dollar = /\$(?:\{([^{}$]+)\}|([A-Za-z_]\w*(?:\.\w+)*))/g

/**
 * Warns of what looks filled in and is not: `$site` where `{$site}` is meant, `$key` and `${key}` where `{key}` is. A `$`
 * is a character like any other in a topic, so only what has the name of a parameter or a field is spoken of.
 */
export function dollarNotes(
  text: string,
  use: 'filter' | 'template',
  parameters: Readonly<Record<string, Json>>,
): readonly SettingNote[] {
  // That a parameter's value, or a text that was written `$$site` on purpose, is just this.
  if (/^\$\w+$/.test(text) && Object.hasOwn(parameters, text.slice(1))) return []
  return [...text.replaceAll(/\{\$\w+\}/g, '').matchAll(dollar)].flatMap(([written, inBraces, bare = '']) => {
    const meant =
      inBraces === undefined ? meantBy(bare, use, parameters) : meantInBraces(inBraces, parameters)
    return meant === undefined ? [] : [note(written, meant)]
  })
}

function meantBy(
  name: string,
  use: 'filter' | 'template',
  parameters: Readonly<Record<string, Json>>,
): string | undefined {
  if (Object.hasOwn(parameters, name)) return `{$${name}}`
  const [field = ''] = name.split('.')
  return use === 'template' && isEventField(field) ? `{${name}}` : undefined
}

function meantInBraces(name: string, parameters: Readonly<Record<string, Json>>): string {
  return Object.hasOwn(parameters, name) ? `{$${name}}` : `{${name}}`
}

const note = (written: string, meant: string): SettingNote => ({
  code: 'dollar-in-topic',
  severity: 'warning',
  message: `${written} is not filled in as it stands: the $ goes into the topic`,
  remedy: `write ${meant}`,
})

/** The name in a level that has not one brace on each side of it: `{room`, `room}`, `{{room}}`. */
export function openPlaceholder(level: string): string | undefined {
  const [, opening = '', name, closing = ''] = /^(\{*)([^{}]+)(\}*)$/.exec(level) ?? []
  const isWhole = opening.length === closing.length && opening.length < 2
  return isWhole ? undefined : name?.trim()
}

/** What was meant by a path whose first name is none of an event: `msg.payload.x`, `paylod.x`, `$payload.x`. */
export function meantPlaceholder(path: readonly string[]): string {
  const [first = '', second = '', ...more] = path
  if (isEventField(second)) return [second, ...more].join('.')
  const name = first.replace(/^\$/, '')
  const near = isEventField(name) ? name : nearestName(name, eventFields)
  return near === undefined ? ['payload', ...path].join('.') : [near, second, ...more].join('.')
}
