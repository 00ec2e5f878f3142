import { dirname, resolve } from 'node:path'
import type { Plan } from '../../core/operator/plan.ts'
import { fileTypes } from '../connectors/file/file-connector.ts'
import type { UsedFile } from './refuse-same-file.ts'

/** The files that nodes of a flow read when it runs live; `file` is the flow's own, where their paths start. */
export function filesOfFlow(plan: Plan, file: string): readonly UsedFile[] {
  return plan.nodes.flatMap(({ id, operator, raw }) => {
    const path = raw['path']
    if (!fileTypes.includes(operator.type) || typeof path !== 'string') return []
    return [{ path: resolve(dirname(file), path), what: `what node ${id} reads` }]
  })
}
