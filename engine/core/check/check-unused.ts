import type { Json } from '../model/json.ts'
import type { Body } from './document.ts'
import type { Findings } from './findings.ts'
import { quoted } from './quoted.ts'

/** Notes the parameters of a flow or subflow, one without errors, that stand in no setting of its nodes. */
export function checkUnused(findings: Findings, { parameters, nodes, place }: Body): void {
  const named = new Set(
    [...nodes.values()].flatMap(({ settings }) => [...settings.values()].flatMap(namesIn)),
  )
  for (const name of parameters.keys()) {
    if (named.has(name)) continue
    findings.add({
      code: 'unused-parameter',
      severity: 'note',
      message: `no setting uses the parameter ${quoted(name)}`,
      place: [...place, 'parameters', name],
      on: 'key',
      remedy: `write $${name} in an expression, "$${name}" as a setting or {$${name}} in a topic; or take it out`,
    })
  }
}

/** What may be the name of a parameter in a setting, be it in an expression, in a text or alone. */
function namesIn(setting: Json): readonly string[] {
  if (typeof setting === 'string')
    return [...setting.matchAll(/\$([A-Za-z_]\w*)/g)].map(([, name = '']) => name)
  return typeof setting === 'object' && setting !== null ? Object.values(setting).flatMap(namesIn) : []
}
