import { setTimeout as pause } from 'node:timers/promises'
import type { BrokerSettings } from '../connectors/mqtt/broker-settings.ts'
import type { LiveFlow } from '../workers/live-flow.ts'
import { brokerPatience } from './broker-patience.ts'
import { tellOfQuiet } from './quiet-topics.ts'
import { runningLine } from './running-line.ts'

/** Says that a flow runs, or what it waits for, and somewhat later where nothing has come; nothing more once it is over. */
export async function greetLive(
  flow: LiveFlow,
  brokers: ReadonlyMap<string, BrokerSettings>,
  say: (text: string) => void,
  over: AbortSignal,
): Promise<void> {
  const { plan, ready } = flow
  const first = await Promise.race([ready, pause(brokerPatience, 'waits' as const, { ref: false })])
  if (first === 'waits' && !over.aborted) say(`${plan.flow}: waits until its broker is there`)
  await ready
  if (over.aborted) return
  say(runningLine(plan, brokers))
  await tellOfQuiet([flow], say, over)
}
