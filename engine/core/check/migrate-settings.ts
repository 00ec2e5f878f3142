import { isObject, type Json, type JsonObject } from '../model/json.ts'
import type { Operator } from '../operator/operator.ts'
import type { DocumentNode } from './document.ts'
import { attempt } from './attempt.ts'
import type { Findings } from './findings.ts'
import { quotedList } from './quoted.ts'

/**
 * Brings a node's settings to the version of its operator, one named migration after the other; undefined where that
 * can't be done, which is reported.
 */
export function migrateSettings(
  findings: Findings,
  node: DocumentNode,
  operator: Operator,
): ReadonlyMap<string, Json> | undefined {
  const { version, settings, place } = node
  const about = { place: [...place, 'version'], node: node.id, setting: 'version' }
  if (version > operator.version) {
    findings.add({
      code: 'newer-operator',
      message: `made with version ${version} of ${operator.type}, this Millrace has version ${operator.version}`,
      expected: `a version up to ${operator.version}`,
      remedy: 'install a newer Millrace',
      ...about,
    })
    return undefined
  }
  const due = operator.migrations
    .filter(({ to }) => to > version && to <= operator.version)
    .toSorted((a, b) => a.to - b.to)
  if (due.length === 0) return settings
  let migrated: JsonObject = Object.fromEntries(settings)
  for (const { name, migrate } of due) {
    const before = migrated
    const result = attempt(() => migrate(before))
    if (!result.ok || !isObject(result.value)) {
      const reason = result.ok ? 'it gave no settings' : result.reason
      findings.add({
        code: 'migration-failed',
        message: `the settings are of version ${version} and could not be brought to ${operator.version}: ${name}: ${reason}`,
        remedy: `write them as version ${operator.version} has them, with "version": ${operator.version}`,
        ...about,
      })
      return undefined
    }
    migrated = result.value
  }
  const after = new Map(Object.entries(migrated))
  // Without a version, as people write them by hand, they may well be of the present one.
  const isSame =
    after.size === settings.size && [...after].every(([name, value]) => settings.get(name) === value)
  if (isSame) return settings
  findings.add({
    code: 'older-operator',
    severity: 'note',
    message: `settings of version ${version} of ${operator.type}, read as version ${operator.version}: ${quotedList(due.map(({ name }) => name))}`,
    remedy: `if they are of version ${operator.version} already, add "version": ${operator.version}`,
    ...about,
  })
  return after
}
