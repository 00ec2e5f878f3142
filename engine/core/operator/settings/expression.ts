import { assignmentIn } from '../../expression/advice/assignment.ts'
import { readingsOf } from '../../expression/advice/readings.ts'
import type { Event, Key } from '../../model/event.ts'
import { isObject, type Json } from '../../model/json.ts'
import { bad, type NodeSurroundings, type Presence, type SettingNote, type SettingWords } from '../setting.ts'
import { compileSetting, failureNotes } from './compile-setting.ts'
import { declare } from './declare.ts'
import { equaledFields, seeking } from './equaled-fields.ts'
import { evaluation } from './evaluation.ts'
import { madeObject } from './made-object.ts'
import {
  aKey,
  aNumber,
  anInstant,
  anyValue,
  aText,
  condition,
  type Convert,
  type ResultKind,
} from './result-kinds.ts'
import { UnfoundParts } from './unfound-parts.ts'

interface ExpressionOptions {
  /** Variables the operator binds beside the flow's parameters, with a word on each. */
  readonly variables?: Readonly<Record<string, string>>
  /** Variables that are named by another setting of the node. */
  readonly variablesBy?: {
    readonly setting: string
    names(raw: Json | undefined): readonly string[]
  }
  /** It is counted where the expression gives nothing for an event, or for an item of one, which leaves no other trace. */
  readonly countsNothing?: 'of event' | 'of item'
  /** It gives a new payload for an event, so that `payload.x = 5` is hardly meant as the comparison that it is. */
  readonly isPayload?: boolean
}

/** An expression over an event; what the operator binds is handed in beside it. */
export type Expression<Value> = (event: Event, bindings?: Readonly<Record<string, unknown>>) => Value

/**
 * Settings that hold a JSONata expression over the event (`payload`, `topic`, `key`, `time`, `params`, `properties`).
 * Their value is a function of the event; it throws a `Failure` where the result is not of the kind asked for.
 */
export const expression = {
  /** True or false. Nothing counts as false, and is counted. */
  boolean: expressionKind<boolean>(condition),
  /** Anything that JSON can say; undefined for nothing. */
  any: expressionKind<Json | undefined>(anyValue),
  number: expressionKind<number | undefined>(aNumber),
  text: expressionKind<string | undefined>(aText),
  /** Whose event it is; nothing gives null, and is counted. */
  key: expressionKind<Key>(aKey),
  /**
   * An instant: milliseconds since the epoch, of which a fraction is cut off (towards the past), or an ISO 8601 text;
   * undefined for nothing. A number outside the years 0 to 9999 is a `Failure` `bad-time`.
   */
  time: expressionKind<number | undefined>(anInstant),
}

function expressionKind<Value>(kind: ResultKind<Value>) {
  return <const P extends SettingWords & Presence & ExpressionOptions>(words: P) =>
    declare<Expression<Value>, P>(words, {
      kind: 'expression',
      schema: { type: 'string', minLength: 1 },
      form: {
        control: 'expression',
        options: {
          result: kind.result,
          variables: words.variables ?? {},
          ...(words.variablesBy === undefined ? {} : { variablesBy: words.variablesBy.setting }),
        },
      },
      read(raw, place) {
        const { variablesBy } = words
        const compiled = compileSetting(raw, place, [
          ...Object.keys(words.variables ?? {}),
          ...(variablesBy?.names(place.beside?.[variablesBy.setting]) ?? []),
        ])
        if (!('evaluate' in compiled)) {
          const remedy = typeof raw === 'string' ? undefined : kind.meant?.(raw)
          return bad(remedy === undefined ? compiled : { ...compiled, remedy })
        }
        const { text } = compiled
        const shown = text.trim()
        const members = madeObject(text)?.members ?? []
        const parts = members.map(({ name, text }) => ({ part: name, text, of: 'event' as const }))
        const equaled = kind.seeksFields === true ? equaledFields(text) : []
        parts.push(...equaled.map((field) => ({ part: field, text: shown, of: 'event' as const })))
        const isCounted = kind.countsNothing === true || words.countsNothing === 'of event'
        return {
          ok: true,
          read: {
            shown,
            counted: isCounted ? [{ text: shown, of: 'event' }, ...parts] : parts,
            notes: [
              ...(words.isPayload === true ? assignmentNotes(text) : []),
              ...(kind.notes?.(text) ?? []),
              ...failureNotes(compiled),
            ],
            reads: () => readingsOf(text),
            bind: (surroundings) => {
              const convert = words.countsNothing === undefined ? kind.convert : counted(kind.convert)
              const names = members.map(({ name }) => name)
              const evaluate = evaluation(compiled, lookingFor(names, convert, surroundings), surroundings)
              return seeking(equaled, surroundings, evaluate)
            },
          },
        }
      },
    })
}

function counted<Value>(convert: Convert<Value>): Convert<Value> {
  return (result, surroundings) => {
    if (result === undefined) surroundings.missing()
    return convert(result, surroundings)
  }
}

/** Looks for members of the object that an expression makes: what gives nothing is left out of it without a word. */
function lookingFor<Value>(
  members: readonly string[],
  convert: Convert<Value>,
  surroundings: NodeSurroundings,
): Convert<Value> {
  if (members.length === 0) return convert
  const unfound = new UnfoundParts(members, surroundings)
  return (result, surroundings) => {
    if (unfound.some && isObject(result)) unfound.look((name) => Object.hasOwn(result, name))
    return convert(result, surroundings)
  }
}

function assignmentNotes(text: string): readonly SettingNote[] {
  const remedy = assignmentIn(text)
  if (remedy === undefined) return []
  const message = 'this compares, and gives true or false as the new payload'
  const code = 'compares'
  return [{ code, severity: 'warning', message, remedy: `${remedy}; to compare, put it in parentheses` }]
}
