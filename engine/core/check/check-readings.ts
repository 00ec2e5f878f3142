import { eventFields, isEventField } from '../expression/event-fields.ts'
import { builtInNames, nativeNamed } from '../expression/functions/catalogue.ts'
import { onlyInWindow, otherNameOf } from '../expression/advice/other-names.ts'
import type { EventReading, ReadSetting, Setting } from '../operator/setting.ts'
import type { Finding, Findings } from './findings.ts'
import type { Nearest } from './nearest.ts'
import { quoted } from './quoted.ts'
import type { Scope } from './scope.ts'
import { shownPath } from '../expression/advice/shown-path.ts'

/** How else `true` and its like are written elsewhere. */
const words: ReadonlyMap<string, string> = new Map([
  ['true', 'true'],
  ['false', 'false'],
  ['null', 'null'],
  ['none', 'null'],
])

/**
 * Warns where a setting reads a field that no event has: it would give nothing, and nothing would ever happen. Only what
 * surely means the event is looked at; fields inside a payload are not known.
 */
export function checkReadings(
  findings: Findings,
  about: Required<Pick<Finding, 'place' | 'node' | 'setting'>>,
  setting: Setting<unknown>,
  { reads }: ReadSetting<unknown>,
  scope: Scope,
): void {
  for (const reading of reads?.() ?? []) {
    const [name = ''] = reading.path
    const isField = isEventField(name)
    const called = reading.as === 'call'
    if (reading.as === 'placeholder' || (isField && !called)) continue
    findings.add({
      code: called ? 'not-a-function' : 'unknown-field',
      severity: 'warning',
      message: called
        ? `${quoted(reading.path.join('.'))} is no function, so this gives nothing or fails`
        : `an event has no field ${quoted(name)}, so this gives nothing`,
      ...about,
      place: [...about.place, ...(reading.at ?? [])],
      expected: called ? 'a function, whose name begins with $' : eventFields.join(', '),
      remedy: called ? functionRemedy(reading, setting) : (nearest) => fieldRemedy(reading, scope, nearest),
    })
  }
}

function functionRemedy({ path }: EventReading, { form }: Setting<unknown>): (nearest: Nearest) => string {
  const name = path.at(-1) ?? ''
  const [object = ''] = path
  if (name === 'now') return () => 'write $now() for a text, $millis() for ms'
  if (path.length > 1 && object === 'JSON') {
    return () =>
      name === 'parse' ? 'a payload of JSON is read already: write payload.name' : 'write $string(...)'
  }
  if (path.length > 1 && ['flow', 'global', 'context', 'env'].includes(object)) {
    return () =>
      'a value set from outside is a parameter of the flow: "millrace docs flow"; write its name as $name'
  }
  const own = form.options?.['functions']
  if (/^len(gth)?$/i.test(name))
    return () =>
      own === undefined ? 'write $length(...) for a text, $count(...) for a list' : 'write $count(...)'
  const known = [...builtInNames(), ...(Array.isArray(own) ? own.map(String) : [])]
  return (nearest) => {
    const meant = otherNameOf(name, known) ?? nearest(name, known)
    if (meant !== undefined) {
      const of = isEventField(object) ? [shownPath(path.slice(0, -1))] : []
      return `write $${meant}(${[...of, ...(of.length > 0 && takesOne(meant) ? [] : ['...'])].join(', ')})`
    }
    const inWindow = onlyInWindow(name)
    return inWindow === undefined
      ? 'names of functions begin with $, as in $abs(...); "millrace docs expressions" has them all'
      : `$${inWindow}(...) is there in the aggregates of a window only`
  }
}

function fieldRemedy({ path, as, hyphened }: EventReading, scope: Scope, nearest: Nearest): string {
  const [name = '', ...more] = path
  if (hyphened !== undefined) return `a name with a hyphen stands in backquotes: ${hyphened}`
  if (as === 'compared' && name === 'undefined') return 'write $exists(...), or $not($exists(...))'
  const word = as === 'compared' || more.length === 0 ? words.get(name.toLowerCase()) : undefined
  if (word !== undefined) return `write ${word}`
  if (more.length === 0 && scope.parameters.has(name)) return `did you mean the parameter $${name}?`
  const [second] = more
  if (name.includes('${')) return `write ${joined(name)}`
  const unquoted = /^[“”„‘’'"]+(.*?)[“”„‘’'"]+$/u.exec(name)?.[1]
  if (unquoted !== undefined) return `write the text in plain quotes: ${inQuotes(unquoted)}`
  if (second !== undefined && isEventField(second)) return `did you mean ${shownPath(more)}?`
  const bare = path.map((part) => part.replaceAll(/[“”„‘’]/gu, ''))
  if (isEventField(bare[0] ?? '') && bare.join() !== path.join())
    return `write ${shownPath(bare)}, without quotes`
  const near = nearest(name, eventFields)
  const meant = near === undefined ? ['payload', ...path] : [near, ...more]
  if (as === 'compared')
    return `if a text is meant, put it in quotes: ${inQuotes(name)}; else did you mean ${shownPath(meant)}?`
  const orText = near === undefined && more.length === 0 ? ` A text stands in quotes: ${inQuotes(name)}` : ''
  return `did you mean ${shownPath(meant)}?${orText}`
}

/** It has one argument, or is mostly called with one: a picture is seldom meant. */
const takesOne = (name: string): boolean =>
  ['fromMillis', 'toMillis'].includes(name) || nativeNamed(name)?.signature.parameters.length === 1

/** A text as it stands in an expression, in quotes that JSON leaves alone where they can be. */
const inQuotes = (text: string): string => (text.includes("'") ? JSON.stringify(text) : `'${text}'`)

/** `x ${payload.c}` with the parts put together by &. */
const joined = (template: string): string =>
  template
    .split(/\$\{([^{}]*)\}/)
    .flatMap((part, at) => (part === '' ? [] : [at % 2 === 1 ? part.trim() : inQuotes(part)]))
    .join(' & ')
