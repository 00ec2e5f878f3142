import { bindParameters } from './bind-parameters.ts'
import type { DocumentTest, FlowDocument } from './document.ts'
import type { Findings } from './findings.ts'
import type { Inlined } from './inline.ts'
import { quoted } from './quoted.ts'
import type { Path } from './tree.ts'

/** Checks the tests of a flow against its nodes and parameters. */
export function checkTests(findings: Findings, document: FlowDocument, { nodes, whole }: Inlined): void {
  const ports = new Map(nodes.map(({ id, use }) => [id, ['error', ...Object.keys(use.operator.outputs)]]))
  for (const test of document.tests) {
    if (test.parameters.size > 0) checkValues(findings, document, test)
    // Where nodes are missing from the whole, a name that is not among them may still be right.
    if (!whole) continue
    for (const name of test.expected) checkExpected(findings, document, test, name, ports)
    for (const [line, id] of test.fed) {
      if (isKnown(document, id, ports)) continue
      const message = `the test feeds ${quoted(id)}, which is no node`
      unknownNode(findings, [...test.place, 'input', line, 'node'], message, 'a source', id, ports)
    }
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
    const expected = 'a sink, "node" or "node.port"; a node in a subflow is "use/node"'
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
        return near === undefined ? undefined : `did you mean ${quoted(`${id}.${near}`)}?`
      },
    })
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
      return near === undefined ? undefined : `did you mean ${quoted(near)}?`
    },
  })
}
