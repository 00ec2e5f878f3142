import type { Aedes } from 'aedes'

type Publish = (packet: unknown, client: unknown, done?: (error?: Error | null) => void) => void

/** The parts of Aedes that are wrapped here; its types leave some of them out. */
interface Inside {
  publish: Publish
  readonly mq: { emit(packet: unknown, done: unknown): unknown }
}

/**
 * Lets each message of a broker be handed to its subscribers before the next one is begun.
 *
 * Aedes 1.2 numbers messages when they come, and lets a client have only those with a higher number than the last it
 * got. A retained message, or one with QoS 1 or 2, is stored before it is handed on, so that a plain one that comes
 * right behind it overtakes it: the first is then taken for a repetition and lost.
 */
export function publishInOrder(aedes: Aedes): void {
  const inside = aedes as unknown as Inside
  const publish = inside.publish.bind(aedes)
  const emit = inside.mq.emit.bind(inside.mq)
  const waiting: (() => void)[] = []
  let busy = false

  const next = (): void => {
    busy = false
    waiting.shift()?.()
  }
  inside.publish = (packet, given, whenDone) => {
    const [client, done] = typeof given === 'function' ? [null, given as typeof whenDone] : [given, whenDone]
    const begin = (): void => {
      busy = true
      let handedOn = false
      const release = (): void => {
        if (handedOn) return
        handedOn = true
        next()
      }
      current = release
      publish(packet, client, (error) => {
        release() // one that fails is never handed on
        done?.(error)
      })
    }
    if (busy) waiting.push(begin)
    else begin()
  }
  let current = (): void => {}
  inside.mq.emit = (packet, done) => {
    const release = current
    const result = emit(packet, done)
    release()
    return result
  }
}
