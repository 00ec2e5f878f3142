import type { AnswerArrival } from '../../engine/core/operator/arrival.ts'
import type { FlowSide } from '../../engine/host/connectors/connector.ts'

/** A flow that keeps the answers that its connectors bring, and what they tell and count. Its clock is set by hand. */
export class AnswerSide implements FlowSide {
  readonly flow = 'asking'
  readonly answers: AnswerArrival[] = []
  readonly bytes: number[] = []
  readonly told: string[] = []
  readonly counts: Record<string, number> = {}
  time = 1_000
  rooms = 0
  /** What happens when an answer comes. */
  onAnswer: (answer: AnswerArrival) => void = () => {}
  private wanted = 0
  private come: () => void = () => {}

  now = (): number => this.time

  receive: FlowSide['receive'] = (arrival, bytes) => {
    if (arrival.kind !== 'answer') throw new Error(`expected an answer, got ${arrival.kind}`)
    this.answers.push(arrival)
    this.bytes.push(bytes)
    this.onAnswer(arrival)
    if (this.answers.length >= this.wanted) this.come()
  }

  /** So many answers in all, in the order in which they came, once they are there. */
  async first(count: number): Promise<readonly AnswerArrival[]> {
    this.wanted = count
    if (this.answers.length < count) await new Promise<void>((resolve) => (this.come = resolve))
    return this.answers
  }

  /** What they say: the payload, or the code of what went wrong, by the name of the question. */
  get outcomes(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      this.answers.map(({ question, payload, problem }) => [question, problem?.code ?? payload]),
    )
  }

  /** Everything that a person or a flow could see, as one text. */
  get seen(): string {
    return JSON.stringify([this.answers, this.told, this.counts])
  }

  tell: FlowSide['tell'] = ({ level, message }) => {
    this.told.push(`${level}: ${message}`)
  }

  count = (what: string): void => {
    this.counts[what] = (this.counts[what] ?? 0) + 1
  }

  hasRoom = (): void => {
    this.rooms++
  }

  lose = (what: string): void => {
    throw new Error(`nothing is lost where something is asked, and so is: ${what}`)
  }

  isFull = (): boolean => false

  whenRoom = (): void => {}

  finished = (): void => {}
}
