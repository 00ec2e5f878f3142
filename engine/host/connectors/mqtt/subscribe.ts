import type { Connection } from './client/connection.ts'
import { numberOf } from './filter-number.ts'
import { reasonWords } from './reason-words.ts'

export interface RefusedFilter {
  readonly filter: string
  readonly reason: string
}

/**
 * Subscribes to each filter by itself, with its number where `numbered` says that the broker knows such, and gives those that
 * were refused. Undefined: the connection was lost before all were answered.
 */
export async function subscribe(
  connection: Connection,
  filters: ReadonlyMap<string, 0 | 1 | 2>,
  numbered: boolean,
): Promise<readonly RefusedFilter[] | undefined> {
  const answers = await Promise.all(
    [...filters].map(async ([topic, qos]) => {
      const codes = await connection.request({
        cmd: 'subscribe',
        subscriptions: [{ topic, qos, nl: false, rap: false, rh: 0 }],
        ...(numbered ? { properties: { subscriptionIdentifier: numberOf(topic) } } : {}),
      })
      return [topic, codes] as const
    }),
  )
  const refused: RefusedFilter[] = []
  for (const [filter, codes] of answers) {
    if (codes === undefined) return undefined
    const [code = 0] = codes
    if (code >= 128) refused.push({ filter, reason: reasonWords(code) })
  }
  return refused
}

/** Asks the broker to send no more by these filters; false where the connection was lost before it answered. */
export async function unsubscribe(connection: Connection, filters: readonly string[]): Promise<boolean> {
  return (await connection.request({ cmd: 'unsubscribe', unsubscriptions: [...filters] })) !== undefined
}
