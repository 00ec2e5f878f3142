import type { Json } from '../model/json.ts'
import type { DocumentTest } from './document.ts'
import type { Findings } from './findings.ts'
import { quoted } from './quoted.ts'
import { type Member, type Path, toJson, type Tree } from './tree.ts'
import { readExpectations } from './read-expectations.ts'
import { readTestLines } from './read-test-lines.ts'
import { listAt, objectAt, onlyKnown, textAt, wrongKind } from './tree-reader.ts'

/** Checks the shape of a flow's own tests. What they expect of which node is looked at once the nodes are known. */
export function readTests(findings: Findings, tree: Tree | undefined): readonly DocumentTest[] {
  const names = new Set<string>()
  return listAt(findings, tree, ['tests'], 'a list of tests').map((test, index) => {
    const place = ['tests', index]
    const members = objectAt(findings, test, place, 'a test: { "name": ..., "input": ..., "expect": ... }')
    if (test.kind === 'object') {
      onlyKnown(
        findings,
        members,
        place,
        ['name', 'parameters', 'input', 'recording', 'ends', 'expect'],
        'a test',
      )
      readName(findings, members, place, names)
      readEnds(findings, members, place)
    }
    return {
      place,
      parameters: readValues(findings, members, place),
      fed: test.kind === 'object' ? readInput(findings, members, place) : new Map(),
      expected: readExpected(findings, test, members, place),
    }
  })
}

function readName(
  findings: Findings,
  members: ReadonlyMap<string, Member>,
  place: Path,
  names: Set<string>,
): void {
  const tree = members.get('name')?.value
  const name = textAt(findings, tree, [...place, 'name'], 'a text')
  if (tree === undefined || name?.trim() === '') {
    const remedy = 'add "name": what it shows, in a few words'
    findings.add({ code: 'no-test-name', message: 'the test has no name', place, remedy })
  } else if (name !== undefined && names.has(name)) {
    const message = `another test is called ${quoted(name)}`
    findings.add({
      code: 'double-name',
      message,
      place: [...place, 'name'],
      remedy: 'give each test a name of its own',
    })
  }
  if (name !== undefined) names.add(name)
}

function readEnds(findings: Findings, members: ReadonlyMap<string, Member>, place: Path): void {
  const ends = members.get('ends')?.value
  if (ends === undefined || (ends.kind === 'leaf' && typeof ends.value === 'boolean')) return
  wrongKind(
    findings,
    ends,
    [...place, 'ends'],
    'true or false: whether all time passes at the end of the input',
  )
}

/** Reads the input of a test and gives what its lines feed. */
function readInput(
  findings: Findings,
  members: ReadonlyMap<string, Member>,
  place: Path,
): DocumentTest['fed'] {
  const input = members.get('input')?.value
  const recording = members.get('recording')?.value
  const at = [...place, 'input']
  const fed = readTestLines(findings, input, at)
  const file = textAt(findings, recording, [...place, 'recording'], 'the name of a file beside the flow')
  if (file?.trim() === '') {
    const message = 'the name of the recording is empty'
    const remedy = 'write the name of a file beside the flow, or "input" with the arrivals in its place'
    findings.add({ code: 'no-recording', message, place: [...place, 'recording'], remedy })
  }
  if ((input === undefined) === (recording === undefined)) {
    findings.add({
      code: 'test-input',
      message: input === undefined ? 'the test has no input' : 'the test has both "input" and "recording"',
      place,
      expected: 'either "input", a list of arrivals, or "recording", the name of a file beside the flow',
      remedy: input === undefined ? 'add one of the two' : 'take one of the two out',
    })
  }
  return fed
}

function readValues(
  findings: Findings,
  members: ReadonlyMap<string, Member>,
  place: Path,
): ReadonlyMap<string, Json> {
  const at = [...place, 'parameters']
  const values = objectAt(findings, members.get('parameters')?.value, at, 'values of parameters by name')
  return new Map([...values].map(([name, { value }]) => [name, toJson(value)]))
}

function readExpected(
  findings: Findings,
  test: Tree,
  members: ReadonlyMap<string, Member>,
  place: Path,
): DocumentTest['expected'] {
  const at = [...place, 'expect']
  const tree = members.get('expect')?.value
  if (test.kind === 'object' && tree === undefined) {
    const message = 'the test expects nothing'
    findings.add({ code: 'no-expectation', message, place, remedy: 'add "expect": { "a-node": [ ... ] }' })
  }
  const expected = readExpectations(findings, tree, at)
  if (tree?.kind === 'object' && expected.size === 0) {
    findings.add({
      code: 'expects-nothing',
      severity: 'warning',
      message: 'this test names no node, and so passes whatever the flow does',
      place: at,
      remedy:
        'name the nodes that matter; by an empty list, as in { "alarm": [] }, nothing may come out there',
    })
  }
  return expected
}
