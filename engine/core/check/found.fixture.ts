import type { Json } from '../model/json.ts'
import type { Problem } from '../model/problem.ts'
import { checkFlow, type CheckOptions } from './check-flow.ts'
import { catalog } from './operators.fixture.ts'

type Draft = { [name: string]: Json }

const readings = { type: 'mqtt-in', topic: 'plant/{room}/celsius' }
const warm = { type: 'filter', condition: 'payload.c > 8' }
const alarm = { type: 'mqtt-out', topic: 'alarm/{key}' }

export const nodes = { readings, warm, alarm }
export const wires = [
  ['readings', 'warm'],
  ['warm', 'alarm'],
]

/** A flow without problems, with some of its members replaced; one that is undefined is left out. */
export function flow(changes: { readonly [name: string]: Json | undefined } = {}): Draft {
  const whole = { millrace: 1, id: 'guard', nodes, wires, ...changes }
  return Object.fromEntries(
    Object.entries(whole).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/** The same with another node in the middle, called `it`; every operator has the port `error`. */
export function flowWith(it: Json, changes: { readonly [name: string]: Json | undefined } = {}): Draft {
  return flow({
    nodes: { readings, it, alarm },
    wires: [
      ['readings', 'it'],
      ['it.error', 'alarm'],
    ],
    ...changes,
  })
}

export interface Shown {
  /** `error bad-duration it.size`: severity, code and whom it is about. */
  readonly what: string
  readonly problem: Problem
  /** The text from the place it points at to the end of the line. */
  readonly at: string
}

/** Checks a document and shows what was found, in short. */
export function found(document: Json | string, options: CheckOptions = {}): readonly Shown[] {
  const text = typeof document === 'string' ? document : JSON.stringify(document, undefined, 1)
  const lines = text.split('\n')
  return checkFlow(text, catalog, options).problems.map((problem) => {
    const { severity, code, node, setting, line = 0, column = 0 } = problem
    const whom = [node, setting].filter((part) => part !== undefined).join('.')
    return {
      what: `${severity} ${code} ${whom}`.trimEnd(),
      problem,
      at: (lines[line - 1] ?? '').slice(column - 1),
    }
  })
}

/** What was found, one line each, with what stands at the place. */
export const foundLines = (document: Json | string, options?: CheckOptions): readonly string[] =>
  found(document, options).map(({ what, at }) => `${what} @ ${at.replace(/,$/, '')}`)
