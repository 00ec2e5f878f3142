import { flowFormat } from '../model/flow.ts'
import { withoutQuotes } from '../operator/settings/without-quotes.ts'
import type { Body, FlowDocument } from './document.ts'
import type { Findings } from './findings.ts'
import { isMisnamed } from './misnamed.ts'
import { idProblem, idRemedy, idRule } from './name-rules.ts'
import { checkId } from './check-id.ts'
import { readBody } from './read-body.ts'
import { readBounds } from './read-bounds.ts'
import { readTests } from './read-tests.ts'
import { type Member, toJson, type Tree } from './tree.ts'
import { namedAt, onlyKnown, textAt, wrongKind } from './tree-reader.ts'

const bodyMembers = ['name', 'note', 'parameters', 'nodes', 'wires', 'layout']
const flowMembers = ['$schema', 'millrace', 'id', ...bodyMembers, 'subflows', 'tests', 'bounds']
const subflowMembers = [...bodyMembers, 'inputs', 'outputs']

/** Checks the shape of a flow document and gives what could be read of it; undefined where it is of another format. */
export function readDocument(findings: Findings, tree: Tree): FlowDocument | undefined {
  if (tree.kind === 'list' && tree.items.length > 0 && tree.items.every(isNodeRed)) {
    findings.add({
      code: 'node-red',
      message: 'this is an export of Node-RED: a list of its nodes',
      place: [],
      expected: 'a flow document: an object',
      remedy: 'Millrace cannot convert it yet; "millrace docs flow" says how a flow is written',
    })
    return undefined
  }
  if (tree.kind !== 'object') {
    wrongKind(findings, tree, [], 'a flow document: an object')
    return undefined
  }
  const { members } = tree
  if (!formatFits(findings, members)) return undefined
  const id = readId(findings, members)
  findings.flow = id
  onlyKnown(findings, members, [], flowMembers, 'a flow')
  textAt(findings, members.get('$schema')?.value, ['$schema'], 'a text')
  return {
    ...readBody(findings, withoutPorts(members), []),
    id: id ?? '',
    subflows: readSubflows(findings, members.get('subflows')?.value),
    tests: readTests(findings, members.get('tests')?.value),
    bounds: readBounds(findings, members.get('bounds')?.value),
  }
}

/** Node-RED's nodes have an id and a type, and say on which tab (`z`) they lie, or are one. */
function isNodeRed(tree: Tree): boolean {
  if (tree.kind !== 'object' || !['id', 'type'].every((name) => tree.members.has(name))) return false
  const type = tree.members.get('type')?.value
  const own = type?.kind === 'leaf' && (type.value === 'tab' || type.value === 'subflow')
  return own || tree.members.has('z') || tree.members.has('wires') || !tree.members.has('settings')
}

/** Only subflows have ports; on a flow these two are unknown members, and reported as such. */
function withoutPorts(members: ReadonlyMap<string, Member>): ReadonlyMap<string, Member> {
  return new Map([...members].filter(([name]) => name !== 'inputs' && name !== 'outputs'))
}

/** A document of a newer format is not looked at further: what would be said of it may be wrong. */
function formatFits(findings: Findings, members: ReadonlyMap<string, Member>): boolean {
  const tree = members.get('millrace')?.value
  if (tree === undefined) {
    if (isMisnamed(members, 'millrace')) return true
    findings.add({
      code: 'no-format',
      message: 'the document does not say that it is a flow',
      place: [],
      expected: `"millrace": ${flowFormat}`,
      remedy: `add "millrace": ${flowFormat} at its beginning`,
    })
    return true
  }
  const format = tree.kind === 'leaf' ? tree.value : undefined
  if (typeof format !== 'number' || !Number.isSafeInteger(format) || format < 1) {
    const remedy = withoutQuotes(toJson(tree), 'number') ?? `write ${flowFormat}`
    wrongKind(findings, tree, ['millrace'], `the format of the document: ${flowFormat}`, { remedy })
    return true
  }
  if (format <= flowFormat) return true
  findings.add({
    code: 'newer-format',
    message: `made by a newer Millrace: format ${format}, this one reads up to ${flowFormat}`,
    place: ['millrace'],
    expected: `a format up to ${flowFormat}`,
    remedy: 'install a newer Millrace, or export the flow again for this one',
  })
  return false
}

function readId(findings: Findings, members: ReadonlyMap<string, Member>): string | undefined {
  const tree = members.get('id')?.value
  if (tree === undefined) {
    if (isMisnamed(members, 'id')) return undefined
    findings.add({
      code: 'no-id',
      message: 'the flow has no id',
      place: [],
      expected: `"id": ${idRule}`,
      remedy: 'add a short "id": its state and its dead letters are kept under it',
    })
    return undefined
  }
  const id = textAt(findings, tree, ['id'], 'a text')
  const message = id === undefined ? undefined : idProblem(id)
  if (message === undefined) return id
  const remedy = idRemedy(id ?? '')
  findings.add({ code: 'bad-id', message, place: ['id'], expected: idRule, remedy })
  return undefined
}

function readSubflows(findings: Findings, tree: Tree | undefined): ReadonlyMap<string, Body> {
  const subflows = new Map<string, Body>()
  for (const [name, { value }] of namedAt(findings, tree, ['subflows'], 'subflows by name')) {
    const place = ['subflows', name]
    checkId(findings, name, place, 'bad-id')
    if (value.kind !== 'object') {
      wrongKind(findings, value, place, 'a subflow: { "nodes": ..., "wires": ... }')
      continue
    }
    onlyKnown(findings, value.members, place, subflowMembers, 'a subflow')
    subflows.set(name, readBody(findings, value.members, place, name))
  }
  return subflows
}
