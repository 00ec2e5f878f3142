import { bindParameters } from './bind-parameters.ts'
import type { DocumentTest, FlowDocument } from './document.ts'
import type { Operator } from '../operator/operator.ts'
import type { Findings } from './findings.ts'
import type { Inlined, InlinedNode } from './inlined.ts'
import { quoted, quotedList } from './quoted.ts'
import type { Path } from './tree.ts'

/** Checks the tests of a flow against its nodes and parameters. */
export function checkTests(findings: Findings, document: FlowDocument, { nodes, whole }: Inlined): void {
  const ports = new Map(nodes.map(({ id, use }) => [id, ['error', ...Object.keys(use.operator.outputs)]]))
  const ids = (wanted: (operator: Operator) => boolean): ReadonlyMap<string, InlinedNode> =>
    new Map(nodes.filter(({ use }) => wanted(use.operator)).map((node) => [node.id, node]))
  const sources = ids(({ inputs }) => Object.keys(inputs).length === 0)
  const sinks = ids(({ category }) => category === 'sink')
  const asking = ids(({ asks }) => asks)
  for (const test of document.tests) {
    if (test.parameters.size > 0) checkValues(findings, document, test)
    // Where nodes are missing from the whole, a name that is not among them may still be right.
    if (!whole || document.isPartial.nodes) continue
    for (const [name, results] of test.expected) {
      checkExpected(findings, document, test, name, ports)
      checkFields(findings, [...test.place, 'expect', name], name, results, sinks)
    }
    for (const [line, { node: id, topic, isAnswer }] of test.fed) {
      const isNode = isKnown(document, id, ports)
      const place = [...test.place, 'input', line]
      if (isAnswer) {
        if (asking.has(id)) continue
        const message = `the test answers ${quoted(id)}, which asks for nothing`
        unknownNode(findings, [...place, 'node'], message, 'a node that asks', id, asking)
        continue
      }
      const source = sources.get(id)
      // With values of its own for parameters, a test may well feed other topics than the flow takes without.
      const isUsual = test.parameters.size === 0 && !test.expected.has(`${id}.error`)
      if (source !== undefined && topic !== undefined && isUsual)
        checkTopic(findings, [...place, 'topic'], source, topic)
      if (isNode && (source !== undefined || !ports.has(id))) continue
      const message = `the test feeds ${quoted(id)}, which is no ${isNode ? 'source' : 'node'}`
      unknownNode(findings, [...place, 'node'], message, 'a source', id, sources)
    }
  }
}

/** Warns where a source is fed what it would never get, and refuses; a test may expect just that of its port `error`. */
function checkTopic(findings: Findings, place: Path, { id, read }: InlinedNode, topic: string): void {
  for (const [setting, { takes, shown }] of Object.entries(read?.settings ?? {})) {
    if (takes === undefined || takes(topic)) continue
    findings.add({
      code: 'other-topic',
      severity: 'warning',
      message: `${quoted(id)} does not take this topic: its ${setting} is ${quoted(shown)}`,
      place,
      node: id,
      expected: `a topic that ${quoted(shown)} matches`,
      remedy: `write a topic that it takes, or expect the dead letter: ${quoted(`${id}.error`)}`,
    })
  }
}

function checkValues(
  findings: Findings,
  { parameters }: FlowDocument,
  { place, parameters: values }: DocumentTest,
): void {
  // What has no value here has its default; where there is none, that was reported for the flow.
  const declared = [...parameters].map(
    ([name, parameter]) => [name, { ...parameter, default: null }] as const,
  )
  bindParameters(findings, new Map(declared), {
    values,
    giver: 'the test',
    outer: undefined,
    about: (name) => ({ place: [...place, 'parameters', name] }),
  })
}

function checkExpected(
  findings: Findings,
  document: FlowDocument,
  { place }: DocumentTest,
  name: string,
  ports: ReadonlyMap<string, readonly string[]>,
): void {
  const dot = name.indexOf('.')
  const id = dot === -1 ? name : name.slice(0, dot)
  const port = dot === -1 ? undefined : name.slice(dot + 1)
  const known = ports.get(id)
  if (!isKnown(document, id, ports)) {
    const message = `the test expects something of ${quoted(id)}, which is no node`
    const expected = '"node" or "node.port"; a node in a subflow is "use/node"'
    unknownNode(findings, [...place, 'expect', name], message, expected, id, ports)
  } else if (port !== undefined && known !== undefined && !known.includes(port)) {
    findings.add({
      code: 'unknown-port',
      message: `the test expects something of ${quoted(name)}, which is no output`,
      place: [...place, 'expect', name],
      on: 'key',
      expected: `one of ${known.map(quoted).join(', ')}`,
      remedy: (nearest) => {
        const near = nearest(port, known)
        return near === undefined
          ? `its outputs are ${quotedList(known, 20)}`
          : `did you mean ${quoted(`${id}.${near}`)}?`
      },
    })
  }
}

/** What can be said of something that a sink sends, of an event that leaves by a port, and of a dead letter. */
const fieldsOf = {
  sent: ['node', 'port', 'topic', 'key', 'time', 'payload'],
  port: ['node', 'port', 'topic', 'key', 'time', 'payload', 'params', 'properties'],
  letter: ['flow', 'node', 'port', 'event', 'problem', 'at'],
}

/** A field that no result has can never be as expected. */
function checkFields(
  findings: Findings,
  place: Path,
  name: string,
  results: readonly (readonly string[])[],
  sinks: ReadonlyMap<string, unknown>,
): void {
  const kind = name.endsWith('.error') ? 'letter' : sinks.has(name) ? 'sent' : 'port'
  const known = fieldsOf[kind]
  for (const [index, fields] of results.entries()) {
    for (const field of fields) {
      if (known.includes(field)) continue
      findings.add({
        code: 'unknown-name',
        message: `${kind === 'letter' ? 'a dead letter' : 'a result'} has no field ${quoted(field)}`,
        place: [...place, index, field],
        on: 'key',
        expected: quotedList(known, known.length),
        remedy: (nearest) => {
          const near = nearest(field, known)
          return near === undefined
            ? `what the event holds goes into ${kind === 'letter' ? '"event": { "payload": { ... } }' : '"payload": { ... }'}`
            : `did you mean ${quoted(near)}?`
        },
      })
    }
  }
}

/** A node that is there but could not be made out was reported itself. */
function isKnown(document: FlowDocument, id: string, ports: ReadonlyMap<string, unknown>): boolean {
  const node = document.nodes.get(id)
  return ports.has(id) || (node !== undefined && node.type?.startsWith('subflow:') !== true)
}

function unknownNode(
  findings: Findings,
  place: Path,
  message: string,
  expected: string,
  id: string,
  ports: ReadonlyMap<string, unknown>,
): void {
  findings.add({
    code: 'unknown-node',
    message,
    place,
    on: 'key',
    expected,
    remedy: (nearest) => {
      const near = nearest(id, ports.keys())
      if (near !== undefined) return `did you mean ${quoted(near)}?`
      const [first] = ports.keys()
      return first === undefined
        ? 'take it out'
        : `write one that is there, such as ${quoted(first)}, or take it out`
    },
  })
}
