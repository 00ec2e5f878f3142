import type { Failure } from '../../../core/model/failure.ts'
import { NotAccepted } from './status-failure.ts'

/** What questions without an answer are counted as, by the code of what went wrong. */
const counts: Readonly<Record<string, string>> = {
  'not-found': 'questions to servers for what is not there',
  refused: 'questions that servers refused',
  unavailable: 'questions that could not be answered just then',
  unreachable: 'questions that reached no server',
  'timed-out': 'questions without an answer in time',
  'too-large': 'answers of servers that were too large',
  'bad-json': 'answers of servers that could not be taken as the JSON they said they were',
  'not-utf-8': 'answers of servers that were no text in UTF-8',
  'bad-path': 'questions for what does not lie below the address',
}

export const failureCount = ({ code }: Failure): string => counts[code] ?? 'questions that failed'

const ofConnection = new Set(['unavailable', 'unreachable', 'timed-out'])

/** Whether something is wrong with the connection or the server, and not with the one question. */
export const isOfConnection = (failure: Failure): boolean =>
  failure instanceof NotAccepted || ofConnection.has(failure.code)
