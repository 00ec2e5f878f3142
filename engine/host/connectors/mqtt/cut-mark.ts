import { randomBytes } from 'node:crypto'
import { remainsLength } from '../decode.ts'

/** Tells what was cut here from what somebody sent: nobody else knows it. */
const mark = randomBytes(16)
const sizeAt = mark.length
const beginningAt = sizeAt + 6

/** A payload of which only the beginning was taken. */
export interface CutPayload {
  readonly beginning: Buffer
  /** How long it was, in bytes. */
  readonly bytes: number
}

/** Stands for a payload of so many bytes from here to mqtt.js, and through it. */
export function cutPayload(beginning: Uint8Array, bytes: number): Buffer {
  const size = Buffer.alloc(beginningAt - sizeAt)
  size.writeUIntBE(bytes, 0, size.length)
  return Buffer.concat([mark, size, beginning.subarray(0, remainsLength)])
}

/** Undefined for what came in whole. */
export function asCut(payload: Buffer): CutPayload | undefined {
  if (payload[0] !== mark[0] || payload.length < beginningAt) return undefined
  if (payload.compare(mark, 0, sizeAt, 0, sizeAt) !== 0) return undefined
  return {
    beginning: payload.subarray(beginningAt),
    bytes: payload.readUIntBE(sizeAt, beginningAt - sizeAt),
  }
}
