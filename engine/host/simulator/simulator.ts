import { isObject, type Json } from '../../core/model/json.ts'
import { BrokerClient } from '../connectors/mqtt/broker-client.ts'
import type { BrokerSettings } from '../connectors/mqtt/broker-settings.ts'
import { ConnectionNews } from '../connectors/mqtt/connection-news.ts'
import { outgoingMessage } from '../connectors/mqtt/outgoing-message.ts'
import { writePublish } from '../connectors/mqtt/publish-packet.ts'
import { subscribe } from '../connectors/mqtt/subscribe.ts'
import { readJson } from '../connectors/json-border.ts'
import { coldChain } from './cold-chain.ts'
import type { Command, Domain } from './domain.ts'
import { machines } from './machines.ts'
import { road } from './road.ts'
import { seededRandom } from './seeded-random.ts'

export interface Simulator {
  /** Messages published so far. */
  readonly published: () => number
  close(): Promise<void>
}

/** Commands that wait for the next step of a domain; more are let go. */
const manyCommands = 1_000

/** Runs the simulated plant against a broker until it is closed. It starts when it is connected. */
export function startSimulator(broker: BrokerSettings, seed = 1): Simulator {
  let count = 0
  const publish = (topic: string, payload: Json, retain: boolean): void => {
    const { connection } = client
    // What is measured while nobody can hear it is lost, as with a sensor.
    if (!connection.isWritable) return
    count++
    writePublish(connection, outgoingMessage(topic, payload, { qos: 0, retain }, 0), 0)
  }
  const running = [
    new RunningDomain(machines, publish, seed),
    new RunningDomain(road, publish, seed + 1),
    new RunningDomain(coldChain, publish, seed + 2),
  ]
  const filters = new Map(running.map(({ commands }) => [commands, 0] as const))
  const client = new BrokerClient({
    broker,
    clientId: `millrace-plant-${process.pid}`,
    session: 'clean',
    news: new ConnectionNews(broker, () => {}), // the flows tell of a broker that is away
    onConnect: (connection) => {
      void subscribe(connection, filters, false)
      for (const domain of running) domain.start()
    },
    onMessage: ({ topic, payload }) => {
      for (const domain of running) domain.take(topic, payload)
    },
    onAcknowledged: () => {},
    onClose: () => {},
  })
  return {
    published: () => count,
    close: async () => {
      for (const domain of running) domain.stop()
      await client.end({ forget: true })
    },
  }
}

/** One domain with its state, stepped by the system's timer. */
class RunningDomain<State> {
  readonly commands: string
  private readonly domain: Domain<State>
  private readonly publish: (topic: string, payload: Json, retain: boolean) => void
  private readonly random: () => number
  private state: State
  private waiting: Command[] = []
  private last = 0
  private timer: NodeJS.Timeout | undefined

  constructor(
    domain: Domain<State>,
    publish: (topic: string, payload: Json, retain: boolean) => void,
    seed: number,
  ) {
    this.domain = domain
    this.commands = domain.commands
    this.publish = publish
    this.random = seededRandom(seed)
    this.state = domain.initial()
  }

  start(): void {
    if (this.timer !== undefined) return
    this.last = performance.now()
    this.timer = setInterval(() => this.step(), this.domain.period)
  }

  stop(): void {
    clearInterval(this.timer)
  }

  take(topic: string, bytes: Buffer): void {
    const [group, id, kind] = topic.split('/')
    if (this.commands !== `${group}/+/${kind}` || id === undefined) return
    if (this.waiting.length >= manyCommands) return
    try {
      const payload = readJson(bytes.toString())
      if (isObject(payload)) this.waiting.push({ id, payload })
    } catch {
      // A machine ignores what it does not understand.
    }
  }

  private step(): void {
    const now = performance.now()
    // A process that was held up does not make the plant jump.
    const dt = Math.min(2, (now - this.last) / 1_000)
    this.last = now
    const commands = this.waiting
    this.waiting = []
    const { state, messages } = this.domain.step(this.state, commands, Date.now(), dt, this.random)
    this.state = state
    for (const { topic, payload, retain } of messages) this.publish(topic, payload, retain === true)
  }
}
