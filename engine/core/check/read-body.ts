import { withoutQuotes } from '../operator/settings/without-quotes.ts'
import { checkId } from './check-id.ts'
import type { Body, DocumentNode } from './document.ts'
import type { Findings } from './findings.ts'
import { nodeMembers } from './node-members.ts'
import { isMisnamed } from './misnamed.ts'
import { idProblem } from './name-rules.ts'
import { readParameters } from './read-parameters.ts'
import { readWires } from './read-wires.ts'
import { type Member, type Path, toJson, type Tree } from './tree.ts'
import { namedAt, objectAt, textAt, wrongKind } from './tree-reader.ts'

/** Reads the nodes, wires and parameters of a flow or subflow, whose members were found to be an object. */
export function readBody(
  findings: Findings,
  members: ReadonlyMap<string, Member>,
  place: Path,
  subflow?: string,
): Body {
  const part = (name: string): [Findings, Tree | undefined, Path] => [
    findings,
    members.get(name)?.value,
    [...place, name],
  ]
  for (const name of ['name', 'note']) textAt(...part(name), 'a text')
  objectAt(...part('layout'), 'an object: where nodes are drawn')
  const wires = readWires(...part('wires'))
  const list = members.get('wires')?.value
  const written = list === undefined ? 0 : list.kind === 'list' ? list.items.length : 1
  return {
    place,
    subflow,
    parameters: readParameters(...part('parameters'), subflow === undefined ? [] : nodeMembers),
    nodes: readNodes(findings, members, place),
    wires,
    isPartial: { nodes: !hasNodes(members), wires: isMisnamed(members, 'wires') || wires.length < written },
    inputs: readPorts(...part('inputs')),
    outputs: readPorts(...part('outputs')),
  }
}

function readNodes(
  findings: Findings,
  members: ReadonlyMap<string, Member>,
  body: Path,
): ReadonlyMap<string, DocumentNode> {
  const tree = members.get('nodes')?.value
  const place = [...body, 'nodes']
  const nodes = new Map<string, DocumentNode>()
  for (const [id, { value }] of namedAt(findings, tree, place, 'nodes by id')) {
    const at = [...place, id]
    checkId(findings, id, at, 'bad-id')
    nodes.set(id, readNode(findings, value, at, id))
  }
  const empty = tree?.kind === 'object' && tree.members.size === 0
  if ((tree === undefined && !isMisnamed(members, 'nodes')) || empty) {
    findings.add({
      code: 'no-nodes',
      message: `${body.length === 0 ? 'the flow' : 'the subflow'} has no nodes`,
      place: tree === undefined ? body : place,
      on: 'key',
      expected: 'at least one node',
      remedy: 'add one under "nodes": "its-id": { "type": ... }',
    })
  }
  return nodes
}

/** Without any nodes there is one problem, and not one for each wire. */
function hasNodes(members: ReadonlyMap<string, Member>): boolean {
  const nodes = members.get('nodes')?.value
  return nodes?.kind === 'object' && nodes.members.size > 0
}

function readNode(findings: Findings, tree: Tree, place: Path, id: string): DocumentNode {
  const whom = { node: id }
  const members = objectAt(findings, tree, place, 'a node: { "type": ... }', whom)
  const text = (name: string): string | undefined =>
    textAt(findings, members.get(name)?.value, [...place, name], 'a text', whom)
  text('label')
  text('note')
  const type = text('type')
  if (tree.kind === 'object' && !members.has('type')) {
    findings.add({
      code: 'no-type',
      message: 'the node has no "type"',
      place,
      on: 'key',
      expected: 'the name of an operator',
      remedy: 'add "type": "filter", or what else it is to be',
      ...whom,
    })
  }
  const was = text('was')
  const wrong = was
    ?.split('/')
    .map(idProblem)
    .find((problem) => problem !== undefined)
  if (wrong !== undefined) {
    findings.add({ code: 'bad-id', message: wrong, place: [...place, 'was'], setting: 'was', ...whom })
  }
  const settings = [...members].filter(([name]) => !nodeMembers.includes(name))
  return {
    id,
    place,
    type,
    was: wrong === undefined ? was : undefined,
    version: readVersion(findings, members.get('version')?.value, [...place, 'version'], id),
    settings: new Map(settings.map(([name, { value }]) => [name, toJson(value)])),
  }
}

function readVersion(findings: Findings, tree: Tree | undefined, place: Path, node: string): number {
  if (tree === undefined) return 1
  const value = tree.kind === 'leaf' ? tree.value : undefined
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value
  const remedy = withoutQuotes(toJson(tree), 'number')
  wrongKind(findings, tree, place, 'a version: 1, 2, 3 ...', { node, remedy })
  return 1
}

function readPorts(findings: Findings, tree: Tree | undefined, place: Path): ReadonlyMap<string, string> {
  const ports = new Map<string, string>()
  for (const [name, { value }] of namedAt(
    findings,
    tree,
    place,
    'ports by name, each with the node and port it leads to',
  )) {
    const at = [...place, name]
    checkId(findings, name, at, 'bad-id')
    const end = textAt(findings, value, at, 'a text: "node" or "node.port"')
    if (end !== undefined) ports.set(name, end)
  }
  return ports
}
