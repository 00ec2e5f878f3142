import { bindParameters } from './bind-parameters.ts'
import type { DocumentTest, FlowDocument } from './document.ts'
import type { Findings } from './findings.ts'
import type { Inlined } from './inline.ts'
import { quoted } from './quoted.ts'

/** Checks the tests of a flow against its nodes and parameters. */
export function checkTests(findings: Findings, document: FlowDocument, { nodes, whole }: Inlined): void {
  const ports = new Map(nodes.map(({ id, use }) => [id, ['error', ...Object.keys(use.operator.outputs)]]))
  for (const test of document.tests) {
    checkValues(findings, document, test)
    // Where nodes are missing from the whole, a name that is not among them may still be right.
    if (whole) for (const name of test.expected) checkExpected(findings, document, test, name, ports)
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
  const about = { place: [...place, 'expect', name], on: 'key' as const }
  // A node that is there but could not be made out was reported itself.
  if (known === undefined && document.nodes.has(id) && !isUse(document, id)) return
  if (known === undefined) {
    findings.add({
      code: 'unknown-node',
      message: `the test expects something of ${quoted(id)}, which is no node`,
      ...about,
      expected: 'a sink, "node" or "node.port"; a node in a subflow is "use/node"',
      remedy: (nearest) => {
        const near = nearest(id, ports.keys())
        return near === undefined ? undefined : `did you mean ${quoted(near)}?`
      },
    })
  } else if (port !== undefined && !known.includes(port)) {
    findings.add({
      code: 'unknown-port',
      message: `the test expects something of ${quoted(name)}, which is no output`,
      ...about,
      expected: `one of ${known.map(quoted).join(', ')}`,
      remedy: (nearest) => {
        const near = nearest(port, known)
        return near === undefined ? undefined : `did you mean ${quoted(`${id}.${near}`)}?`
      },
    })
  }
}

const isUse = (document: FlowDocument, id: string): boolean =>
  document.nodes.get(id)?.type?.startsWith('subflow:') === true
