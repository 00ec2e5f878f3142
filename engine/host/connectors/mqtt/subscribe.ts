import type { Connection } from './client/connection.ts'
import { numberOf } from './filter-number.ts'
import { reasonWords } from './reason-words.ts'

/** A filter that the broker refuses, or serves with a lower quality of service than was asked for. */
export interface Shortfall {
  readonly filter: string
  /** Why it is refused; undefined where it is not. */
  readonly refusal: string | undefined
  readonly asked: number
  readonly granted: number
}

/** The lowest of the reason codes that say no (MQTT 5, 2.4). */
const firstRefusal = 128

/**
 * Subscribes to each filter by itself, with its number where `numbered` says that the broker knows such, and gives those that
 * were not granted as asked for. Undefined: the connection was lost before all were answered.
 */
export async function subscribe(
  connection: Connection,
  filters: ReadonlyMap<string, 0 | 1 | 2>,
  numbered: boolean,
): Promise<readonly Shortfall[] | undefined> {
  const answers = await Promise.all(
    [...filters].map(async ([topic, qos]) => {
      const codes = await connection.request({
        cmd: 'subscribe',
        subscriptions: [{ topic, qos, nl: false, rap: false, rh: 0 }],
        ...(numbered ? { properties: { subscriptionIdentifier: numberOf(topic) } } : {}),
      })
      return [topic, qos, codes] as const
    }),
  )
  const shortfalls: Shortfall[] = []
  for (const [filter, asked, codes] of answers) {
    if (codes === undefined) return undefined
    const [granted = 0] = codes
    const refusal = granted >= firstRefusal ? reasonWords(granted) : undefined
    if (granted >= firstRefusal || granted < asked) shortfalls.push({ filter, refusal, asked, granted })
  }
  return shortfalls
}

/**
 * Asks the broker to send no more by these filters. Gives those that it refuses to give up; undefined where the connection was
 * lost before it answered.
 */
export async function unsubscribe(
  connection: Connection,
  filters: readonly string[],
): Promise<readonly string[] | undefined> {
  const codes = await connection.request({ cmd: 'unsubscribe', unsubscriptions: [...filters] })
  return codes && filters.filter((_filter, at) => (codes[at] ?? 0) >= firstRefusal)
}
