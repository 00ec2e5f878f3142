import { isDeepStrictEqual } from 'node:util'
import type { Frames } from './frames.ts'
import { addedField, indexOf, passes } from './messages.ts'

/** The outputs of one run held against what they must be. All zero, `received` aside, is a good run. */
export type Verdict = Readonly<{
  received: number
  missing: number
  repeated: number
  /** Outputs of messages that should not pass, of no message of this run, or with other content. */
  wrong: number
  /** Outputs behind a later one. */
  disordered: number
  /** Outputs that say the same JSON in other bytes; allowed. */
  rewritten: number
}>

const tail = Buffer.from(`${addedField}}`)

/** Checks every output of the messages from `start` up to, but without, `end`. */
export function checkOutputs(frames: Frames, start: number, end: number) {
  const seen = new Uint8Array(end - start)
  let received = 0
  let repeated = 0
  let wrong = 0
  let disordered = 0
  let rewritten = 0
  let latest = -1
  /** Takes one output and returns the index of its message, or -1 if it was not awaited. */
  const take = (output: Buffer): number => {
    const index = indexOf(output)
    if (index < start || index >= end || !passes(index)) {
      wrong++
      return -1
    }
    const kind = compare(output, frames.payload(index))
    if (kind === 'other') wrong++
    if (kind === 'same JSON') rewritten++
    if (seen[index - start] === 1) {
      repeated++
      return -1
    }
    seen[index - start] = 1
    received++
    if (index < latest) disordered++
    latest = Math.max(latest, index)
    return index
  }
  const verdict = (): Verdict => {
    let expected = 0
    for (let index = start; index < end; index++) if (passes(index)) expected++
    return { received, missing: expected - received, repeated, wrong, disordered, rewritten }
  }
  return { take, verdict }
}

/** Throws, with the counts, unless every expected output came once, in order and with the right content. */
export function demandGood(what: string, verdict: Verdict): void {
  const { missing, repeated, wrong, disordered } = verdict
  if (missing + repeated + wrong + disordered === 0) return
  throw new Error(
    `${what}: expected each output once, in order and unchanged; got ${JSON.stringify(verdict)}. ` +
      'A figure from such a run says nothing.',
  )
}

function compare(output: Buffer, input: Buffer): 'same bytes' | 'same JSON' | 'other' {
  const head = input.length - 1
  if (
    output.length === head + tail.length &&
    input.compare(output, 0, head, 0, head) === 0 &&
    tail.compare(output, head) === 0
  ) {
    return 'same bytes'
  }
  try {
    const wanted: unknown = JSON.parse(`${input.toString().slice(0, -1)}${tail.toString()}`)
    return isDeepStrictEqual(JSON.parse(output.toString()), wanted) ? 'same JSON' : 'other'
  } catch {
    return 'other'
  }
}
