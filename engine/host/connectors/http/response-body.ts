import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip } from 'node:zlib'
import { Failure } from '../../../core/model/failure.ts'

const unpackers: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
}

/** The ways of packing that we understand, as a request names them. */
export const encodings = 'gzip, br'

/**
 * The whole body of an answer, unpacked. Throws a `Failure`: `too-large`, as soon as more than `most` bytes have come, packed
 * or unpacked, after which the connection is cut; `refused` where it is packed in another way.
 */
export async function readBody(response: IncomingMessage, most: number): Promise<Buffer> {
  const limit = new Limit(most)
  try {
    if (Number(response.headers['content-length'] ?? 0) > most) throw limit.failure
    const encoding = (response.headers['content-encoding'] ?? 'identity').toLowerCase()
    if (encoding === 'identity') return await gather(response, limit)
    const unpacker = Object.hasOwn(unpackers, encoding) ? unpackers[encoding] : undefined
    if (unpacker === undefined)
      throw new Failure(
        'refused',
        `the answer is packed in a way that was not asked for; expected ${encodings}`,
      )
    return await unpacked(response, unpacker(), limit)
  } catch (error) {
    response.destroy()
    throw error
  }
}

/** Reads a body that nobody wants, so that the connection can serve for the next request; one that is large is cut off. */
export async function passOver(response: IncomingMessage, most: number): Promise<void> {
  try {
    const limit = new Limit(most)
    for await (const chunk of chunksOf(response)) limit.count(chunk)
  } catch {
    response.destroy()
  }
}

/** Counts bytes up to a limit. */
class Limit {
  readonly failure: Failure
  total = 0
  readonly most: number

  constructor(most: number) {
    this.most = most
    this.failure = new Failure(
      'too-large',
      `the answer takes more than ${most} bytes; ask for less, or raise "largestAnswer" of the connection`,
    )
  }

  count(chunk: Buffer): void {
    this.total += chunk.length
    if (this.total > this.most) throw this.failure
  }
}

/** A stream without an encoding gives buffers, which its type does not tell. */
const chunksOf = (source: Readable): AsyncIterable<Buffer> => source

async function gather(source: Readable, limit: Limit): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of chunksOf(source)) {
    limit.count(chunk)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function unpacked(response: IncomingMessage, unpacker: Transform, limit: Limit): Promise<Buffer> {
  // What is packed may go on for ever and unpack to nothing.
  const packed = new Limit(limit.most)
  const counted = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      packed.count(chunk)
      yield chunk
    }
  }
  // Whatever goes wrong on the way ends the last of them with the same error.
  pipeline(response, counted, unpacker, () => {})
  try {
    return await gather(unpacker, limit)
  } catch (error) {
    if (response.complete && packed.total === 0) return Buffer.alloc(0)
    throw error
  }
}
