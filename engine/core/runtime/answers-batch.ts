import { makeEvent } from '../model/event.ts'
import type { Json } from '../model/json.ts'
import type { AnswerArrival } from '../operator/arrival.ts'
import type { Answer } from '../operator/operator.ts'
import type { AnswerShare } from './arrival-shares.ts'
import { type Batch, WatermarkBuilder } from './batch.ts'

const noAnswers: Batch = { events: [], ordinals: [], watermarks: new WatermarkBuilder(false) }

/** Answers as events of an input of their own, so that they find their place among the others. They have no time. */
export function answersIn(share: AnswerShare | undefined): Batch {
  if (share === undefined) return noAnswers
  return {
    events: share.answers.map((answer) => makeEvent(plain(answer), 0, answer.key)),
    ordinals: share.ordinals,
    watermarks: noAnswers.watermarks,
  }
}

const plain = ({ question, payload, problem }: AnswerArrival): Json =>
  problem === undefined ? { question, payload } : { question, payload, problem }

/** What `answersIn` has made of an answer. */
export function answerOf(payload: Json): Answer {
  const { problem, ...answer } = payload as unknown as Answer
  return { ...answer, problem }
}
