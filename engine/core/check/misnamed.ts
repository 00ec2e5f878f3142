import { nearestNames } from './nearest.ts'
import type { Member } from './tree.ts'

/**
 * Whether a member that is missing stands there under a name that is nearly right. That is reported as what it is; what
 * follows from it is not.
 */
export function isMisnamed(members: ReadonlyMap<string, Member>, name: string): boolean {
  if (members.has(name)) return false
  const nearest = nearestNames()
  return [...members.keys()].some((other) => nearest(other, [name]) === name)
}
