import { resolve, dirname } from 'node:path'
import type { Checked } from '../../core/check/check-flow.ts'
import { Findings } from '../../core/check/findings.ts'
import { readTree } from '../../core/check/read-tree.ts'
import type { FlowTest } from '../../core/model/flow.ts'
import type { Problem } from '../../core/model/problem.ts'
import type { PlannedNode } from '../../core/operator/plan.ts'
import { fileTypes } from '../connectors/file/file-connector.ts'
import { whyUnreadable } from '../connectors/file/why-unreadable.ts'
import { recordingPath } from './recording-path.ts'
import { UsageError } from './usage-error.ts'

/**
 * The files that a flow names and that cannot be read: the recording of a test is an error, the file of a node a warning,
 * since it may be made before the flow runs. `text` is the flow's own, for the places in it.
 */
export function missingFiles(text: string, file: string, { flow, plan }: Checked): readonly Problem[] {
  if (flow === undefined) return []
  const findings = new Findings(text, file)
  findings.root = readTree(text, () => {}) // what is wrong with it has been told
  findings.flow = flow.id
  for (const node of plan?.nodes ?? []) checkNode(findings, file, node)
  for (const [at, test] of (flow.tests ?? []).entries()) checkTest(findings, file, test, at)
  return findings.problems()
}

function checkNode(findings: Findings, file: string, { id, operator, raw }: PlannedNode): void {
  const { path } = raw
  if (!fileTypes.includes(operator.type) || typeof path !== 'string') return
  const why = whyUnreadable(resolve(dirname(file), path))
  if (why === undefined) return
  findings.add({
    code: 'no-file',
    severity: 'warning',
    message: `cannot read ${path}: ${briefly(why)}`,
    // A node of a subflow is at least shown where that is used.
    place: ['nodes', id.split('/')[0] ?? id, 'path'],
    node: id,
    setting: 'path',
    expected: 'a file that can be read once the flow runs',
    remedy:
      'put it there before the flow runs, or name another; a path starts at the folder that the flow lies in',
  })
}

function checkTest(findings: Findings, file: string, { name, recording }: FlowTest, at: number): void {
  if (recording === undefined) return
  const why = whyNoRecording(file, recording)
  if (why === undefined) return
  findings.add({
    code: 'no-file',
    message: `test ${JSON.stringify(name)}: recording: cannot read ${recording}: ${briefly(why)}`,
    place: ['tests', at, 'recording'],
    expected: 'a file in the folder of the flow that can be read',
    remedy: 'put the recording beside the flow, or write what arrives under "input" instead',
  })
}

function whyNoRecording(file: string, recording: string): string | undefined {
  try {
    return whyUnreadable(recordingPath(file, recording))
  } catch (error) {
    if (error instanceof UsageError) return 'it lies outside the folder of the flow'
    throw error
  }
}

/** The remedy is said beside it. */
const briefly = (why: string): string => why.split(';')[0] ?? why
