import type { CheckedBody, CheckedNode, CheckedWire, End } from './checked-body.ts'
import type { Body } from './document.ts'
import { hasTwin } from './check-alike-ids.ts'
import type { Findings } from './findings.ts'
import { portsOf, type Side } from './ports.ts'
import { quoted, quotedList } from './quoted.ts'
import type { Path } from './tree.ts'
import { checkWired } from './check-wired.ts'

/** Looks up the ends of a body's wires and where its own ports lead. */
export function checkWires(
  findings: Findings,
  body: Body,
  nodes: ReadonlyMap<string, CheckedNode>,
): CheckedBody {
  const seen = new Set<string>()
  const touched = { input: new Set<string>(), output: new Set<string>(), ports: new Set<string>() }
  const look = (text: string, side: Side, place: Path): End | undefined => {
    if (body.isPartial.nodes) return undefined
    touched[side].add(split(text)[0])
    const end = findEnd(findings, nodes, text, side, place)
    if (end !== undefined && side === 'input') touched.ports.add(`${end.node}.${end.port}`)
    return end
  }
  const wires = body.wires.flatMap(({ place, from, to }): readonly CheckedWire[] => {
    const start = look(from, 'output', [...place, 0])
    const end = look(to, 'input', [...place, 1])
    if (start === undefined || end === undefined) return []
    const id = JSON.stringify([start, end])
    if (seen.has(id)) {
      findings.add({
        code: 'double-wire',
        message: `the wire from ${quoted(from)} to ${quoted(to)} is there twice`,
        place,
        node: end.node,
        remedy: 'take one of the two out',
      })
      return []
    }
    seen.add(id)
    return [{ place, from: start, to: end }]
  })
  const lead = (ports: ReadonlyMap<string, string>, side: Side): ReadonlyMap<string, End> =>
    new Map(
      [...ports].flatMap(([name, text]) => {
        const end = look(text, side, [...body.place, `${side}s`, name])
        return end === undefined ? [] : [[name, end]]
      }),
    )
  const checked = {
    body,
    nodes,
    wires,
    inputs: lead(body.inputs, 'input'),
    outputs: lead(body.outputs, 'output'),
  }
  if (!body.isPartial.wires) checkWired(findings, nodes, touched)
  return checked
}

/** The node and, where there is one, the port that an end names. Ids of nodes hold no dot. */
function split(text: string): readonly [node: string, port: string | undefined] {
  const dot = text.indexOf('.')
  return dot === -1 ? [text, undefined] : [text.slice(0, dot), text.slice(dot + 1)]
}

function findEnd(
  findings: Findings,
  nodes: ReadonlyMap<string, CheckedNode>,
  text: string,
  side: Side,
  place: Path,
): End | undefined {
  const [id, port] = split(text)
  const node = nodes.get(id)
  if (node === undefined) {
    findings.add({
      code: 'unknown-node',
      message: `there is no node ${quoted(id)}`,
      place,
      expected: 'a node of the same flow or subflow: "node" or "node.port"',
      remedy: (nearest) => {
        if (hasTwin(id, nodes.keys()))
          return 'a node reads like it, and is written with other characters: copy its id from there'
        const near = nearest(id, nodes.keys())
        if (near !== undefined)
          return `did you mean ${quoted(port === undefined ? near : `${near}.${port}`)}?`
        return 'add the node, or take the wire out'
      },
    })
    return undefined
  }
  const ports = portsOf(node, side)
  if (ports === undefined) return undefined
  const [first] = ports.ordinary
  if (port === undefined && first !== undefined) return { node: id, port: first }
  if (port !== undefined && [...ports.ordinary, ...ports.beside].includes(port)) return { node: id, port }
  if (first === undefined && (port === undefined || ports.beside.length === 0)) {
    noPorts(findings, node, side, place)
  } else unknownPort(findings, node, port ?? '', side, place)
  return undefined
}

function noPorts(findings: Findings, { node }: CheckedNode, side: Side, place: Path): void {
  const type = node.type ?? ''
  findings.add({
    code: `no-${side}`,
    message:
      side === 'input'
        ? `${quoted(node.id)} (${type}) has no input: nothing can be wired to it`
        : `${quoted(node.id)} (${type}) has no output: nothing comes out of it`,
    place,
    node: node.id,
    remedy:
      side === 'output' && !type.startsWith('subflow:')
        ? `take the wire out; what it could not handle leaves by ${quoted(`${node.id}.error`)}`
        : 'take the wire out; is it the wrong way round?',
  })
}

function unknownPort(findings: Findings, node: CheckedNode, port: string, side: Side, place: Path): void {
  const { ordinary, beside } = portsOf(node, side) ?? { ordinary: [], beside: [] }
  const known = [...ordinary, ...beside]
  const other = side === 'input' ? 'output' : 'input'
  const turned = portsOf(node, other)?.ordinary.includes(port) === true
  findings.add({
    code: 'unknown-port',
    message: `${quoted(node.node.id)} (${node.node.type ?? ''}) has no ${side} ${quoted(port)}${turned ? `: that is an ${other}` : ''}`,
    place,
    node: node.node.id,
    expected: `one of ${quotedList(known, 20)}`,
    remedy: (nearest) => {
      const near = turned ? undefined : nearest(port, known)
      if (near !== undefined) return `did you mean ${quoted(`${node.node.id}.${near}`)}?`
      return `its ${side}s are ${quotedList(known, 20)}`
    },
  })
}
