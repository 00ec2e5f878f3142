import { Failure } from '../../../core/model/failure.ts'
import type { Outgoing } from '../../../core/runtime/outbox.ts'
import type { FlowSide } from '../connector.ts'
import { exchange, type Found } from './exchange.ts'
import { failureCount, isOfConnection } from './failure-kinds.ts'
import { HttpNews } from './http-news.ts'
import { type HttpSettings, shown } from './http-settings.ts'
import { type Link, linkTo } from './link.ts'
import { requestPath } from './request-path.ts'
import { whyUnreachable } from './why-unreachable.ts'

/** So many questions may be unanswered; further ones are refused. */
export const mostQuestions = 10_000

/** From so many on the flow should take in nothing more. */
const fullFrom = mostQuestions / 2

/** Where a question does not say how long it may take, ms. */
const usualTimeout = 30_000

/** The longest that a timer can be set for, ms. */
const longestTimeout = 2 ** 31 - 1

const tooMany = new Failure('unavailable', `${mostQuestions} questions wait for answers already`)

interface Question {
  readonly outgoing: Outgoing
  readonly name: string
  timer?: NodeJS.Timeout
}

/** One request, made or to be made, for all questions that ask the same. */
interface Flight {
  readonly path: string
  readonly questions: Set<Question>
  readonly end: AbortController
  isSent: boolean
}

/**
 * Asks one server for one flow. So many requests are under way at once as the connection says; what is beyond waits in
 * order. Questions for the same path share a request. Each is answered once, at the latest when its time is up, unless the
 * client is closed before.
 */
export class HttpClient {
  private readonly settings: HttpSettings
  private readonly flow: FlowSide
  private readonly news: HttpNews
  private readonly link: Link
  /** All that are not answered yet. */
  private readonly questions = new Set<Question>()
  private readonly flights = new Map<string, Flight>()
  private readonly queue = new Set<Flight>()
  private underWay = 0
  private isClosed = false

  constructor(settings: HttpSettings, flow: FlowSide) {
    this.settings = settings
    this.flow = flow
    this.news = new HttpNews(settings, flow)
    this.link = linkTo(settings)
  }

  /** How many questions are not answered yet. */
  get waiting(): number {
    return this.questions.size
  }

  isFull(): boolean {
    return this.questions.size >= fullFrom
  }

  ask(outgoing: Outgoing): void {
    const { question: name, topic = '', options } = outgoing.delivery
    if (this.isClosed || name === undefined) return
    const question: Question = { outgoing, name }
    const isTooMany = this.questions.size >= mostQuestions
    this.questions.add(question)
    try {
      if (isTooMany) throw tooMany
      const flight = this.board(question, requestPath(this.settings.url, topic))
      const timeout = Number(options?.['timeout'] ?? usualTimeout)
      question.timer = setTimeout(
        () => this.expire(question, flight, timeout),
        Math.min(timeout, longestTimeout),
      )
    } catch (error) {
      // Whoever asks is still at work, and expects no answer before that is done.
      queueMicrotask(() => this.refuse(question, whyUnreachable(error, this.settings)))
    }
    this.sendNext()
  }

  /** Lets go of everything; no question is answered any more. */
  close(): void {
    this.isClosed = true
    for (const { timer } of this.questions) clearTimeout(timer)
    this.questions.clear()
    this.queue.clear()
    for (const { end } of this.flights.values()) end.abort()
    this.flights.clear()
    this.link.agent.destroy()
  }

  private board(question: Question, path: string): Flight {
    let flight = this.flights.get(path)
    if (flight === undefined) {
      flight = { path, questions: new Set(), end: new AbortController(), isSent: false }
      this.flights.set(path, flight)
      this.queue.add(flight)
    }
    flight.questions.add(question)
    return flight
  }

  private sendNext(): void {
    for (const flight of this.queue) {
      if (this.underWay >= this.settings.concurrency) return
      this.queue.delete(flight)
      flight.isSent = true
      this.underWay++
      exchange(this.link, flight.path, flight.end.signal).then(
        (found) => this.land(flight, found),
        (error: unknown) => this.land(flight, whyUnreachable(error, this.settings)),
      )
    }
  }

  private land(flight: Flight, result: Found | Failure): void {
    this.underWay--
    this.leave(flight)
    this.sendNext()
    // All may have gone before, since their time was up.
    if (this.isClosed || flight.questions.size === 0) return
    if (result instanceof Failure && isOfConnection(result)) this.news.failed(result.message)
    else this.news.worked()
    for (const question of flight.questions) this.answer(question, result)
  }

  private refuse(question: Question, failure: Failure): void {
    if (this.isClosed) return
    if (isOfConnection(failure)) this.news.failed(failure.message)
    this.answer(question, failure)
  }

  private expire(question: Question, flight: Flight, timeout: number): void {
    flight.questions.delete(question)
    if (flight.questions.size === 0) this.giveUp(flight)
    const words = flight.isSent
      ? `no answer within ${timeout} ms`
      : `within ${timeout} ms it was not its turn, since ${this.settings.concurrency} requests at a time take longer; ask ` +
        'less often, or raise "concurrency" of the connection'
    this.refuse(question, new Failure('timed-out', words))
  }

  /** Nobody waits for it any more. */
  private giveUp(flight: Flight): void {
    this.leave(flight)
    this.queue.delete(flight)
    flight.end.abort()
  }

  /** Later questions for the same path are not answered by this one any more. */
  private leave(flight: Flight): void {
    if (this.flights.get(flight.path) === flight) this.flights.delete(flight.path)
  }

  private answer(question: Question, result: Found | Failure): void {
    const { outgoing, name, timer } = question
    clearTimeout(timer)
    const wasFull = this.isFull()
    // It is not there where an answer before it has ended the flow.
    if (!this.questions.delete(question)) return
    const about = {
      kind: 'answer',
      node: outgoing.node,
      at: this.flow.now(),
      key: outgoing.key,
      question: name,
    } as const
    if (result instanceof Failure) {
      const { code } = result
      const message = `${shown(this.settings)}: ${result.message}`
      this.flow.count(failureCount(result))
      this.flow.receive({ ...about, payload: null, problem: { code, message } }, message.length)
    } else this.flow.receive({ ...about, payload: result.payload }, result.bytes)
    if (wasFull && !this.isFull()) this.flow.hasRoom()
  }
}
