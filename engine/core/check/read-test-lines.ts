import type { FedLine } from './document.ts'
import { recordedFields } from '../model/recorded-fields.ts'
import type { Findings } from './findings.ts'
import { timeAt } from './time-at.ts'
import type { Member, Path, Tree } from './tree.ts'
import { listAt, objectAt, onlyKnown, textAt, wrongKind } from './tree-reader.ts'

/** Reads the arrivals of a test and gives what they feed, by the index of the line. */
export function readTestLines(
  findings: Findings,
  input: Tree | undefined,
  place: Path,
): ReadonlyMap<number, FedLine> {
  const fed = new Map<number, FedLine>()
  for (const [index, line] of listAt(findings, input, place, 'a list of arrivals').entries()) {
    const at = [...place, index]
    if (line.kind !== 'object') {
      wrongKind(findings, line, at, 'an arrival: { "node": "a-source", "payload": ... }')
      continue
    }
    const read = readLine(findings, line.members, at)
    if (read !== undefined) fed.set(index, read)
  }
  return fed
}

function readLine(
  findings: Findings,
  members: ReadonlyMap<string, Member>,
  place: Path,
): FedLine | undefined {
  const value = (name: string): Tree | undefined => members.get(name)?.value
  onlyKnown(findings, members, place, recordedFields, 'an arrival')
  for (const name of ['time', 'at', 'watermark']) timeAt(findings, value(name), [...place, name])
  const topic = textAt(findings, value('topic'), [...place, 'topic'], 'a text')
  objectAt(findings, value('properties'), [...place, 'properties'], 'an object')
  const node = textAt(findings, value('node'), [...place, 'node'], 'a text: the id of a source')
  const wrong = problemOf(members)
  if (wrong !== undefined) findings.add({ code: 'bad-arrival', place, ...wrong })
  return node === undefined ? undefined : { node, topic, isAnswer: members.has('answer') }
}

function problemOf(
  members: ReadonlyMap<string, Member>,
): { readonly message: string; readonly remedy: string } | undefined {
  if (!members.has('node')) {
    // A line that holds nothing but `at` moves the clock on.
    if (members.has('at') && members.size === 1) return undefined
    return { message: 'the arrival has no "node"', remedy: 'add "node": the id of the source it comes in at' }
  }
  if (members.has('answer')) return undefined
  if (members.has('watermark')) {
    if (!members.has('payload')) return undefined
    return { message: 'there are both "payload" and "watermark"', remedy: 'make two lines of it' }
  }
  if (members.has('key')) {
    const remedy = 'take it out; the key of an event comes from the setting "key" of its source'
    return { message: 'an arrival has no key of its own', remedy }
  }
  // A payload under a name that is nearly right was reported as that.
  if (members.has('payload') || [...members.keys()].some((name) => !recordedFields.includes(name)))
    return undefined
  return { message: 'the arrival has no "payload"', remedy: 'add "payload"; null where it holds nothing' }
}
