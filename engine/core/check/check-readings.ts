import { isBuiltInName } from '../expression/functions/catalogue.ts'
import { otherNames } from '../expression/other-names.ts'
import type { EventReading, ReadSetting, Setting } from '../operator/setting.ts'
import type { Finding, Findings } from './findings.ts'
import type { Nearest } from './nearest.ts'
import { quoted } from './quoted.ts'
import type { Scope } from './scope.ts'

const fields = ['payload', 'topic', 'key', 'time', 'params', 'properties']

/** How else `true` and its like are written elsewhere. */
const words: ReadonlyMap<string, string> = new Map([
  ['true', 'true'],
  ['false', 'false'],
  ['null', 'null'],
  ['none', 'null'],
  ['undefined', 'null'],
])

/**
 * Warns where a setting reads a field that no event has: it would give nothing, and nothing would ever happen. Only what
 * surely means the event is looked at; fields inside a payload are not known.
 */
export function checkReadings(
  findings: Findings,
  about: Required<Pick<Finding, 'place' | 'node' | 'setting'>>,
  { kind }: Setting<unknown>,
  { reads }: ReadSetting<unknown>,
  scope: Scope,
): void {
  for (const reading of reads?.() ?? []) {
    const [name = '', ...more] = reading.path
    const isField = fields.includes(name)
    if (reading.as === 'placeholder' || (isField && (reading.as !== 'call' || more.length > 0))) continue
    const called = reading.as === 'call'
    findings.add({
      code: called ? 'not-a-function' : 'unknown-field',
      severity: 'warning',
      message: called
        ? `${quoted(reading.path.join('.'))} is no function, so this gives nothing or fails`
        : `an event has no field ${quoted(name)}, so this gives nothing`,
      ...about,
      place: [...about.place, ...(reading.at ?? [])],
      expected: called ? 'a function, whose name begins with $' : fields.join(', '),
      remedy: called
        ? functionRemedy(reading.path.at(-1) ?? '', kind)
        : (nearest) => fieldRemedy(reading, scope, nearest),
    })
  }
}

function functionRemedy(name: string, kind: string): string {
  const known = isBuiltInName(name) || kind === 'aggregates' ? name : otherNames.get(name)
  if (name === 'now') return 'write $now() for a text, $millis() for ms'
  return known === undefined
    ? 'names of functions begin with $, as in $abs(...); "millrace docs expressions" has them all'
    : `write $${known}(...)`
}

function fieldRemedy({ path, as }: EventReading, scope: Scope, nearest: Nearest): string {
  const [name = '', ...more] = path
  const word = as === 'compared' || more.length === 0 ? words.get(name.toLowerCase()) : undefined
  if (word !== undefined) return `write ${word}`
  if (more.length === 0 && scope.parameters.has(name)) return `did you mean the parameter $${name}?`
  const [second] = more
  if (second !== undefined && fields.includes(second)) return `did you mean ${shown(more)}?`
  const near = nearest(name, fields)
  const meant = near === undefined ? ['payload', ...path] : [near, ...more]
  if (as !== 'compared') return `did you mean ${shown(meant)}?`
  return `if a text is meant, put it in quotes: '${name}'; else did you mean ${shown(meant)}?`
}

/** A path as it stands in an expression. */
const shown = (path: readonly string[]): string =>
  path.map((name) => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name.slice(0, 60)}\``)).join('.')
