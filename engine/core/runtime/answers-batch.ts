import { makeEvent } from '../model/event.ts'
import { asPayload } from './answer-of.ts'
import type { AnswerShare } from './arrival-shares.ts'
import { type Batch, WatermarkBuilder } from './batch.ts'

const noAnswers: Batch = { events: [], ordinals: [], watermarks: new WatermarkBuilder(false) }

/** Answers as events of an input of their own, so that they find their place among the others. They have no time. */
export function answersIn(share: AnswerShare | undefined): Batch {
  if (share === undefined) return noAnswers
  return {
    events: share.answers.map((answer) => makeEvent(asPayload(answer), 0, answer.key)),
    ordinals: share.ordinals,
    watermarks: noAnswers.watermarks,
  }
}
