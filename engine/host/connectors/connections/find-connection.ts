import { Failure } from '../../../core/model/failure.ts'
import type { ServedNode } from '../connector.ts'

/** What a kind of connection is called where one of it is missing. */
export interface ConnectionKind {
  /** As in `is no broker (MQTT)`. */
  readonly what: string
  /** How an address of it begins. */
  readonly address: string
  /** What to do where there is none of the name "default"; by default the same as of any other name. */
  readonly remedyForDefault?: string
}

/**
 * The connection that a node names, among those of one kind. `others`: the names of those that are of another kind.
 * Throws a `Failure` where there is none.
 */
export function findConnection<Settings>(
  known: ReadonlyMap<string, Settings>,
  others: ReadonlySet<string>,
  { what, address, remedyForDefault }: ConnectionKind,
  { id, type, values }: ServedNode,
): Settings {
  const name = String(values['connection'])
  const found = known.get(name)
  if (found !== undefined) return found
  const names = known.size === 0 ? 'there are none' : `there are ${[...known.keys()].join(', ')}`
  if (others.has(name))
    throw new Failure(
      'wrong-connection',
      `node ${id} uses the connection "${name}", which is no ${what}, as ${type} needs one (${names}); name a connection ` +
        `whose "url" begins with ${address}`,
    )
  const remedy =
    (name === 'default' ? remedyForDefault : undefined) ?? 'name it in the file that --connections gives'
  throw new Failure(
    'no-connection',
    `node ${id} uses the connection "${name}", which is not known (${names}); ${remedy}`,
  )
}
