import { onTestFinished } from 'vitest'
import type { Key } from '../../engine/core/model/event.ts'
import type { OpenConnector } from '../../engine/host/connectors/connector.ts'
import { readConnections } from '../../engine/host/connectors/connections/read-connections.ts'
import { httpConnector } from '../../engine/host/connectors/http/http-connector.ts'
import { AnswerSide } from './answer-side.ts'

/** A connector at work for one node, by a connection with these fields. It goes with the test. */
export class Asking {
  readonly side = new AnswerSide()
  readonly open: OpenConnector

  constructor(fields: object, file = 'connections.json') {
    const { http } = readConnections(JSON.stringify({ api: fields }), file)
    const node = { id: 'ask', type: 'http-lookup', values: { connection: 'api' } }
    this.open = httpConnector(http).open([node], this.side)
    onTestFinished(async () => {
      await this.open.close(0)
    })
  }

  /** Asks for a path; the question has its name unless another is given. */
  ask(path: string, { name = path, timeout = 30_000, key = 'k' }: Asked = {}): void {
    const delivery = { topic: path, payload: null, question: name, options: { timeout } }
    this.open.send({ node: 'ask', port: 'out', ordinal: 0, key, time: 0, delivery })
  }

  /** Asks for one thing, and gives what comes: the payload, or the problem. */
  async answerTo(path: string, asked: Asked = {}) {
    const before = this.side.answers.length
    this.ask(path, asked)
    const answer = (await this.side.first(before + 1)).at(-1)
    return { payload: answer?.payload, code: answer?.problem?.code, message: answer?.problem?.message ?? '' }
  }
}

interface Asked {
  readonly name?: string
  readonly timeout?: number
  readonly key?: Key
}
