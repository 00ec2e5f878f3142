import { Failure } from '../../core/model/failure.ts'
import { describe, isObject, type Json } from '../../core/model/json.ts'
import { readJson } from '../connectors/json-border.ts'
import type { Command, Domain } from './domain.ts'
import { seededRandom } from './seeded-random.ts'

/** Commands that wait for the next step; more are let go. */
const manyCommands = 1_000

/** What can be wrong with a command. */
type Oddity = 'nobody' | 'no JSON' | 'no object' | 'not understood' | 'too many'

/** One domain with its state, stepped by the system's timer. What it can't do it says, once for each kind. */
export class RunningDomain<State> {
  readonly commands: string
  private readonly domain: Domain<State>
  private readonly publish: (topic: string, payload: Json, retain: boolean) => void
  private readonly tell: (text: string) => void
  private readonly told = new Set<Oddity>()
  private readonly random: () => number
  private state: State
  private waiting: Command[] = []
  private last = 0
  private timer: NodeJS.Timeout | undefined

  constructor(
    domain: Domain<State>,
    publish: (topic: string, payload: Json, retain: boolean) => void,
    tell: (text: string) => void,
    seed: number,
  ) {
    this.domain = domain
    this.commands = domain.commands
    this.publish = publish
    this.tell = tell
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

  /** Takes a command, if it is one for this domain. */
  take(topic: string, bytes: Buffer): void {
    const [group, id, kind] = topic.split('/')
    if (this.commands !== `${group}/+/${kind}` || id === undefined) return
    const { ids, expected } = this.domain
    if (!ids.includes(id)) {
      this.ignore(topic, 'nobody', `there is no ${JSON.stringify(id)}; there are ${ids.join(', ')}`)
      return
    }
    if (this.waiting.length >= manyCommands) {
      this.ignore(topic, 'too many', `more than ${manyCommands} commands between two steps`)
      return
    }
    const payload = this.read(topic, bytes)
    if (payload === undefined) return
    if (!isObject(payload)) this.ignore(topic, 'no object', `expected ${expected}, got ${describe(payload)}`)
    else if (this.domain.understands(payload)) this.waiting.push({ id, payload })
    else this.ignore(topic, 'not understood', `expected ${expected}, got ${brief(JSON.stringify(payload))}`)
  }

  private read(topic: string, bytes: Buffer): unknown {
    try {
      return readJson(bytes.toString())
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      this.ignore(topic, 'no JSON', `expected ${this.domain.expected}, but ${error.message}`)
      return undefined
    }
  }

  private ignore(topic: string, oddity: Oddity, words: string): void {
    if (this.told.has(oddity)) return
    this.told.add(oddity)
    this.tell(
      `plant: a command is ignored: ${brief(topic)}: ${words}; others like it are ignored without a word`,
    )
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

/** So many characters of what came are shown. */
const shown = 80

const brief = (text: string): string => (text.length > shown ? `${text.slice(0, shown)}...` : text)
