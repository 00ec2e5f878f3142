import type { Json } from '../model/json.ts'
import type { Answer } from '../operator/operator.ts'

/** An answer as the payload of an event, which is how it finds its place among others. */
export function asPayload({ question, payload, problem }: Omit<Answer, 'problem'> & Partial<Answer>): Json {
  return problem === undefined ? { question, payload } : { question, payload, problem }
}

/** What `asPayload` has made of an answer. */
export function answerOf(payload: Json): Answer {
  const { problem, ...answer } = payload as unknown as Answer
  return { ...answer, problem }
}
