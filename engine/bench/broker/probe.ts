import { setTimeout as pause } from 'node:timers/promises'
import type { LoadClient } from './load-client.ts'
import { indexOf, passes, probes } from './messages.ts'

const patience = 10_000
const interval = 100

/**
 * Sends single messages until one comes back: being started is not yet being subscribed. Rejects after 10 s.
 */
export async function awaitAnswer(load: LoadClient, subject: string): Promise<void> {
  let answered = false
  load.listen((output) => {
    if (indexOf(output) >= 0) answered = true
  })
  const attempts = Math.min(patience / interval, probes / 2)
  for (let attempt = 0; attempt < attempts; attempt++) {
    const index = 2 * attempt + 1
    if (!passes(index)) throw new Error(`probe: message ${index} does not pass the filter`)
    load.send(index, index + 1)
    await pause(interval)
    if (answered) return
  }
  throw new Error(`${subject}: started, but gave no output for ${attempts} messages in ${patience / 1000} s`)
}
