/** An event as rules see it. */
export interface RuleEvent {
  readonly topic: string
  readonly key: string
  readonly time: number
  readonly params: { readonly room: string }
  readonly payload: {
    readonly celsius: number
    readonly state: string
    readonly ok: boolean
    readonly limit: number
    readonly motor: { readonly load: number }
    readonly readings: readonly { readonly value: number; readonly ok: boolean }[]
  }
}

/** A rule that people write, and what a programmer would write in its place. */
export interface Rule {
  readonly text: string
  /** A comparison and little else. */
  readonly isSimple?: boolean
  readonly byHand: (event: RuleEvent) => unknown
}

const room = (at: number): string => ['hall', 'cellar', 'roof', 'dock'][at % 4] ?? 'hall'

/** Events of one shape and many values. */
export const events: readonly RuleEvent[] = Array.from({ length: 64 }, (_, at) => ({
  topic: at % 5 === 0 ? `plant/${room(at)}/alarm/door` : `plant/${room(at)}/temperature`,
  key: room(at),
  time: 1_790_000_000_000 + at * 1_000,
  params: { room: room(at) },
  payload: {
    celsius: 15 + ((at * 7) % 30) + 0.37,
    state: ['open', 'closed', 'locked', 'ajar'][(at * 3) % 4] ?? 'open',
    ok: at % 3 !== 0,
    limit: 20,
    motor: { load: (at * 11) % 100 },
    readings: Array.from({ length: 6 }, (__, place) => ({
      value: (at * 13 + place * 17) % 50,
      ok: place % 2 === 0,
    })),
  },
}))

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const valuesOf = ({ payload }: RuleEvent): readonly number[] => payload.readings.map(({ value }) => value)

export const rules: readonly Rule[] = [
  { text: 'payload.celsius > 30', isSimple: true, byHand: ({ payload }) => payload?.celsius > 30 },
  {
    text: 'payload.motor.load > 80 and payload.ok = true',
    isSimple: true,
    byHand: ({ payload }) => payload?.motor?.load > 80 && payload.ok,
  },
  { text: 'payload.celsius * 1.8 + 32', byHand: ({ payload }) => payload?.celsius * 1.8 + 32 },
  {
    text: '{ "fahrenheit": payload.celsius * 1.8 + 32, "room": params.room }',
    byHand: ({ payload, params }) => ({ fahrenheit: payload?.celsius * 1.8 + 32, room: params?.room }),
  },
  { text: '$sum(payload.readings.value)', byHand: (event) => sum(valuesOf(event)) },
  { text: '$round(payload.celsius, 1)', byHand: ({ payload }) => Math.round(payload?.celsius * 10) / 10 },
  { text: '$contains(topic, "/alarm/")', byHand: ({ topic }) => topic?.includes('/alarm/') },
  {
    text: '$merge([payload, { "hot": payload.celsius > 30 }])',
    byHand: ({ payload }) => ({ ...payload, hot: payload?.celsius > 30 }),
  },
  {
    text: 'payload.readings[value > 20].value',
    byHand: (event) => valuesOf(event).filter((value) => value > 20),
  },
  {
    text: 'payload.state = "open" ? "alarm" : payload.state in ["closed", "locked"] ? "fine" : "unknown"',
    byHand: ({ payload }) =>
      payload?.state === 'open'
        ? 'alarm'
        : ['closed', 'locked'].includes(payload?.state)
          ? 'fine'
          : 'unknown',
  },
  {
    text: '$average(payload.readings.value) > payload.limit ? { "alarm": true, "at": $fromMillis(time) }',
    byHand: (event) =>
      sum(valuesOf(event)) / event.payload.readings.length > event.payload.limit
        ? { alarm: true, at: new Date(event.time).toISOString() }
        : undefined,
  },
  {
    text: '$map(payload.readings[ok], function($one) { $one.value * 2 })',
    byHand: ({ payload }) => payload?.readings.filter(({ ok }) => ok).map(({ value }) => value * 2),
  },
  {
    text: '$uppercase($substringAfter(topic, "/")) & ": " & $string(payload.celsius) & " °C"',
    byHand: ({ topic, payload }) =>
      `${topic?.slice(topic.indexOf('/') + 1).toUpperCase()}: ${payload?.celsius} °C`,
  },
]
