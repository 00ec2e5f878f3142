import { hash } from 'node:crypto'

/** How many levels of a topic are tried: each doubles the filters that may be meant, which are 3,000 then. */
const mostLevels = 10

/** How much text they may have in all, about: a topic may take 64 KB. */
const mostText = 2 ** 20

/**
 * A filter's number, which MQTT 5 calls a subscription identifier: the broker sends it along with what comes by the
 * filter. It is made of the filter alone, so that it means the same to every version of a flow.
 */
export function numberOf(filter: string): number {
  // 1 to 268,435,455 (MQTT 5, 3.8.2.1.2).
  return hash('sha256', filter, 'buffer').readUInt32BE() % 0xf_ff_ff_ff || 1
}

/**
 * The filters with these numbers among all that match a topic. One is not there where none has its number, as with a
 * shared filter, whose group is not known, and where there are too many to try.
 */
export function filtersWith(numbers: readonly number[], topic: string): ReadonlyMap<number, string> {
  const missing = new Set(numbers)
  const found = new Map<number, string>()
  for (const filter of filtersOf(topic)) {
    const number = numberOf(filter)
    if (!missing.delete(number)) continue
    found.set(number, filter)
    if (missing.size === 0) break
  }
  return found
}

function* filtersOf(topic: string): Generator<string> {
  const levels = topic.split('/')
  if (levels.length > mostLevels || topic.length * 2 ** levels.length > mostText) return
  let heads = ['']
  for (const [at, level] of levels.entries()) {
    for (const head of heads) yield `${head}#`
    const end = at === levels.length - 1 ? '' : '/'
    heads = heads.flatMap((head) => [`${head}${level}${end}`, `${head}+${end}`])
  }
  for (const head of heads) {
    yield head
    // `a/#` takes in `a` too.
    yield `${head}/#`
  }
}
