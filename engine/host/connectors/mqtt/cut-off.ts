import type { MqttClient } from 'mqtt'

/** So long, ms, a broker may take to let go of us once we have said that we leave. */
const farewell = 500

/** Waits until a connection that was asked to end has ended; cuts it off where the other side does not let go. */
export function cutOff({ stream, connected }: MqttClient): Promise<void> {
  if (stream.closed) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => stream.destroy(), farewell)
    stream.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    if (!connected) stream.destroy()
  })
}
