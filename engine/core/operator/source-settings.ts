import type { Key } from '../model/event.ts'
import { choice } from './settings/choice.ts'
import { duration } from './settings/duration.ts'
import { type Expression, expression } from './settings/expression.ts'
import { number } from './settings/number.ts'

/** The settings of time and identity that every source has; the runtime reads them by these names. */
export const sourceSettings = {
  key: expression.key({
    summary: 'Whose event it is: a device, a room, a vehicle. Without it each topic is a key of its own',
    example: 'params.room',
    optional: true,
  }),
  time: expression.time({
    summary: 'When it happened: ms since the epoch, or an ISO 8601 text. Without it the time of arrival',
    example: 'payload.ts',
    optional: true,
  }),
  outOfOrder: duration({
    summary: 'How far events may be out of order before they count as late',
    default: '0s',
    onChange: 'keep',
  }),
  watermark: choice({
    summary: 'Whether time is kept for the whole source or for each key by itself',
    of: {
      source: 'One time for all keys: what one device sends moves time on for every other',
      key: 'A time for each key: a device that was away is late for nobody but itself',
    },
    default: 'source',
    advanced: true,
  }),
  idle: duration({
    summary:
      'After how long without an event the source (or key) holds nobody back and time goes on by itself',
    default: '30s',
    never: 'never',
    onChange: 'keep',
    advanced: true,
  }),
  idleSpan: duration({
    summary:
      'How far time goes on by itself at most; by default the longest span of windows and the like downstream',
    optional: true,
    onChange: 'keep',
    advanced: true,
  }),
  maxAhead: duration({
    summary: 'How far ahead of the wall an event may claim to be; one further ahead is a dead letter',
    default: '1h',
    never: 'never',
    onChange: 'keep',
    advanced: true,
  }),
  forget: duration({
    summary: 'With a time for each key: how long a key is remembered after its last event',
    default: '7d',
    min: 1,
    onChange: 'keep',
    advanced: true,
    when: { setting: 'watermark', in: ['key'] },
  }),
  maxKeys: number({
    summary: 'With a time for each key: how many keys there may be; an event of one more is a dead letter',
    default: 100_000,
    min: 1,
    integer: true,
    onChange: 'keep',
    advanced: true,
    when: { setting: 'watermark', in: ['key'] },
  }),
}

/** Their values, as the runtime reads them from a source node. */
export interface SourceValues {
  readonly key: Expression<Key> | undefined
  readonly time: Expression<number | undefined> | undefined
  readonly outOfOrder: number
  readonly watermark: 'source' | 'key'
  readonly idle: number
  readonly idleSpan: number | undefined
  readonly maxAhead: number
  readonly forget: number
  readonly maxKeys: number
}
