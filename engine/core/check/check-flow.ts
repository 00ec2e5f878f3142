import type { Flow } from '../model/flow.ts'
import type { Json } from '../model/json.ts'
import type { Problem } from '../model/problem.ts'
import type { Operator } from '../operator/operator.ts'
import type { Plan } from '../operator/plan.ts'
import { bindParameters } from './bind-parameters.ts'
import { checkBodies } from './check-bodies.ts'
import { checkTests } from './check-tests.ts'
import { checkUnused } from './check-unused.ts'
import { checkWhole } from './check-whole.ts'
import type { Body, FlowDocument } from './document.ts'
import { Findings } from './findings.ts'
import { inline } from './inline.ts'
import { makePlan } from './make-plan.ts'
import { readDocument } from './read-document.ts'
import { readInto } from './read-flow.ts'
import { Room } from './room.ts'
import { type Scope, scopeOf } from './scope.ts'
import { toJson } from './tree.ts'

export interface CheckOptions {
  /** Values for the flow's parameters, in place of their defaults. */
  readonly parameters?: Readonly<Record<string, Json>>
  /** The file's name, to stand in the problems. */
  readonly file?: string
}

export interface Checked {
  /** All of them, in the order of the text. */
  readonly problems: readonly Problem[]
  /** Only where there is no error. */
  readonly plan?: Plan
  /** The document, where it has the shape of one: operators, settings and wires in it may still be wrong. */
  readonly flow?: Flow
}

/** Checks the text of a flow against the operators there are. It never throws, whatever the text. */
export function checkFlow(
  text: string,
  catalog: ReadonlyMap<string, Operator>,
  options: CheckOptions = {},
): Checked {
  const findings = new Findings(text, options.file)
  const tree = readInto(text, findings)
  const document = tree === undefined ? undefined : readDocument(findings, tree)
  if (tree === undefined || document === undefined) return { problems: findings.problems() }
  const isFlow = findings.errors === 0
  const plan = planOf(findings, document, catalog, options.parameters ?? {})
  return {
    problems: findings.problems(),
    ...(plan === undefined ? {} : { plan }),
    // Every part of it was just found to be of the kind that the type says.
    ...(isFlow ? { flow: toJson(tree) as unknown as Flow } : {}),
  }
}

function planOf(
  findings: Findings,
  document: FlowDocument,
  catalog: ReadonlyMap<string, Operator>,
  overrides: Readonly<Record<string, Json>>,
): Plan | undefined {
  const { bodies, apart } = checkBodies(findings, document, catalog)
  const top = bodies.get(document)
  if (top === undefined) return undefined
  const scope = scopeOf(undefined, flowParameters(findings, document, overrides), document.bounds)
  const inlined = inline(findings, top, bodies, scope, new Room(findings))
  const order = checkWhole(findings, inlined, true)
  const room = new Room(undefined)
  for (const body of apart) {
    checkWhole(findings, inline(findings, body, bodies, defaultsOf(body.body, document.bounds), room), false)
  }
  checkTests(findings, document, inlined)
  if (findings.errors > 0) return undefined
  for (const body of [document, ...document.subflows.values()]) checkUnused(findings, body)
  return makePlan(document.id, scope, inlined, order)
}

function flowParameters(
  findings: Findings,
  { parameters }: FlowDocument,
  overrides: Readonly<Record<string, Json>>,
): Scope['parameters'] {
  return bindParameters(findings, parameters, {
    values: new Map(Object.entries(overrides)),
    giver: 'the override',
    outer: undefined,
    about: (name) => ({ place: parameters.has(name) ? ['parameters', name] : ['parameters'], on: 'key' }),
  })
}

/** A subflow that nobody uses is looked at with the defaults it has; what needs a value that is not there is let be. */
function defaultsOf({ subflow, parameters }: Body, bounds: Scope['bounds']): Scope {
  const known = [...parameters].map(([name, declared]) => {
    const written = declared.type === undefined ? undefined : declared.default
    return [name, { declared, written }] as const
  })
  return scopeOf(subflow, new Map(known), bounds)
}
