/** The first messages of a set only ask whether a subject is up; no figure is taken from them. */
export const probes = 1000

/** A message goes out as topic `bench/in/0` to `bench/in/9`. */
export const inputTopic = 'bench/in/'
export const inputFilter = 'bench/in/#'
export const outputTopic = 'bench/out'

export type QoS = 0 | 1

/** What every subject adds to a message that passes: the text between the last field and the closing brace. */
export const addedField = ',"hot":true'

const firstId = 100_000
const payloadBytes = 114

/** True for the messages with `c > 20`: every second one, so that the last of an even number passes. */
export function passes(index: number): boolean {
  return index % 2 === 1
}

/**
 * The JSON of message `index`, always 114 bytes. The last digit of `c` is never 0, so that parsing and
 * writing it again gives the same bytes.
 */
export function payload(index: number): string {
  const id = firstId + index
  const degrees = (passes(index) ? 20 : 10) + (index % 10)
  const c = `${degrees}.${(index >> 3) % 10}${1 + (index % 9)}`
  const head = `{"id":${id},"device":"pump-${10 + (index % 90)}","c":${c},"ts":${1_764_000_000_000 + id},"pad":"`
  return `${head.padEnd(payloadBytes - 2, 'x')}"}`
}

/** What a subject must send for a message that passes. */
export function expectedOutput(index: number): string {
  return `${payload(index).slice(0, -1)}${addedField}}`
}

/** The index of a message from the digits of its id, read at a fixed place; -1 if they are not there. */
export function indexOf(output: Uint8Array): number {
  let id = 0
  for (let at = 6; at < 12; at++) {
    const digit = (output[at] ?? 0) - 48
    if (digit < 0 || digit > 9) return -1
    id = id * 10 + digit
  }
  return id - firstId
}
