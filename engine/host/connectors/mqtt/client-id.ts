import { createHash } from 'node:crypto'

/** As long as every broker must allow (MQTT 3.1.1, 3.1.3.1). */
const longest = 23
const hashLength = 8

/**
 * A client id: always the same for the same part of the same flow, so that the broker knows it again, and another for
 * any other. It begins with the prefix of the connection; where `prefix-flow-part` takes more than 23 characters, a
 * hash stands for what is cut off. Only a prefix of more than 14 characters makes it longer than 23.
 */
export function clientId(prefix: string, flow: string, part: string): string {
  const rest = `${flow}-${part}`
  const room = longest - prefix.length - 1
  if (rest.length <= room) return `${prefix}-${rest}`
  const kept = rest.slice(0, Math.max(0, room - hashLength - 1)).replace(/-$/, '')
  const hash = createHash('sha256').update(rest).digest('hex').slice(0, hashLength)
  return [prefix, ...(kept === '' ? [] : [kept]), hash].join('-')
}
