import { createHash } from 'node:crypto'

/** How many levels of a topic are tried: each doubles the filters that may be meant. */
const mostLevels = 12

/**
 * A filter's number, which MQTT 5 calls a subscription identifier: the broker sends it along with what comes by the
 * filter. It is made of the filter alone, so that it means the same to every version of a flow.
 */
export function numberOf(filter: string): number {
  // 1 to 268,435,455 (MQTT 5, 3.8.2.1.2).
  return createHash('sha256').update(filter).digest().readUInt32BE() % 0xf_ff_ff_ff || 1
}

/**
 * The filter with this number among all that match a topic; undefined where none has it, as with a shared one, whose
 * group is not known, and where there are too many to try.
 */
export function filterWith(number: number, topic: string): string | undefined {
  const levels = topic.split('/')
  if (levels.length > mostLevels) return undefined
  let heads = ['']
  for (const [at, level] of levels.entries()) {
    const found = heads.find((head) => numberOf(`${head}#`) === number)
    if (found !== undefined) return `${found}#`
    const end = at === levels.length - 1 ? '' : '/'
    heads = heads.flatMap((head) => [`${head}${level}${end}`, `${head}+${end}`])
  }
  // `a/#` takes in `a` too.
  return heads.flatMap((head) => [head, `${head}/#`]).find((filter) => numberOf(filter) === number)
}
