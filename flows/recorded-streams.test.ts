import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { catalog } from '../engine/core/catalog.ts'
import { checkFlow } from '../engine/core/check/check-flow.ts'
import { parseInstant } from '../engine/core/model/instant.ts'
import type { Json } from '../engine/core/model/json.ts'
import { FlowRun } from '../engine/core/runtime/flow-run.ts'
import { describeWithData } from '../test/shared-data.ts'

interface Row {
  readonly time: number
  readonly value: number
}

interface Alarm {
  readonly time: number
  readonly node: string
  readonly payload: Readonly<Record<string, unknown>>
}

const instant = (text: string): number => {
  const time = parseInstant(text)
  if (time === undefined) throw new Error(`no instant: ${text}`)
  return time
}

function rowsOf(folder: string, name: string): Row[] {
  const [, ...lines] = readFileSync(`${folder}/${name}.csv`, 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [time = '', value = ''] = line.split(',')
    return { time: instant(time), value: Number(value) }
  })
}

/** The periods of a stream that were labelled as anomalous. */
function labelled(folder: string, name: string): readonly (readonly [number, number])[] {
  const windows = JSON.parse(readFileSync(`${folder}/windows.json`, 'utf8')) as Record<
    string,
    [string, string][]
  >
  return (windows[`${name}.csv`] ?? []).map(([from, to]) => [instant(from), instant(to)])
}

/** Runs an example flow over messages; gives what it sent and what it counted. */
function run(
  flow: string,
  parameters: Readonly<Record<string, Json>>,
  messages: readonly {
    readonly time: number
    readonly node: string
    readonly topic: string
    readonly payload: Json
  }[],
) {
  const text = readFileSync(fileURLToPath(new URL(`./${flow}.flow.json`, import.meta.url)), 'utf8')
  const { plan, problems } = checkFlow(text, catalog, { parameters })
  if (plan === undefined) throw new Error(problems.map(({ message }) => message).join('\n'))
  const flowRun = new FlowRun(plan)
  const sent: Alarm[] = []
  let deadLetters = 0
  flowRun.results.subscribe((result) => {
    deadLetters += result.deadLetters.length
    for (const { time, node, delivery } of result.outgoing) {
      sent.push({ time, node, payload: delivery.payload as Alarm['payload'] })
    }
  })
  for (const { time, node, topic, payload } of messages) {
    flowRun.feed([{ kind: 'event', node, at: time, topic, payload }])
  }
  flowRun.end()
  return { sent, deadLetters, ledger: flowRun.ledger() }
}

describeWithData('predictive maintenance on a recorded machine', 'nab', (folder) => {
  const name = 'realKnownCause/machine_temperature_system_failure'

  test('warns in two of four labelled failures, those with heat, and seven times outside of them', () => {
    const rows = rowsOf(folder, name)
    const { sent, deadLetters, ledger } = run(
      'factory/predictive-maintenance',
      { span: '1h', watch: '1d', silence: '2h', warm: 100, hot: 106, cool: 40, drift: 0.02 },
      rows.map(({ time, value }) => ({
        time,
        node: 'readings',
        topic: 'machine/press/temperature',
        payload: { celsius: value, ts: time },
      })),
    )
    expect(deadLetters).toBe(0)
    expect(ledger['readings']).toMatchObject({ received: rows.length, handled: rows.length })
    // What it says of heat and drift; that it is cool again is good news, and silence is another matter.
    const warnings = sent.filter(
      ({ node, payload }) =>
        node === 'alarm' && payload['alarm'] !== 'silent' && !String(payload['text']).includes('cooled down'),
    )
    const isIn = (time: number, [from, to]: readonly [number, number]): boolean => time >= from && time <= to
    const periods = labelled(folder, name)
    expect(periods.map((period) => warnings.filter(({ time }) => isIn(time, period)).length)).toEqual([
      1, 2, 0, 0,
    ])
    expect(warnings.filter(({ time }) => !periods.some((period) => isIn(time, period)))).toHaveLength(7)
  })
})

describeWithData('congestion on a recorded road', 'nab', (folder) => {
  test('finds the hours in which it was dense and slow, and only those', () => {
    const occupancy = new Map(
      rowsOf(folder, 'realTraffic/occupancy_t4013').map(({ time, value }) => [time, value]),
    )
    const both = rowsOf(folder, 'realTraffic/speed_t4013').filter(({ time }) => occupancy.has(time))
    const { sent, deadLetters } = run(
      'city/road-congestion',
      { span: '15m', dense: 20, crawl: 60, free: 12, upstream: { t4013: ['t4012', 't4011'] } },
      both.map(({ time, value }) => ({
        time,
        node: 'traffic',
        topic: 'road/t4013/traffic',
        payload: { occupancy: occupancy.get(time) ?? 0, speed: value, flow: 0, ts: time },
      })),
    )
    expect(deadLetters).toBe(0)
    const news = sent.filter(({ node }) => node === 'alarm').map(({ payload }) => payload['congested'])
    expect(news.length).toBeGreaterThan(0)
    // Raised and cleared in turn, beginning with raised.
    expect(news).toEqual(news.map((_, at) => at % 2 === 0))
    const signs = sent.filter(({ node }) => node === 'sign').map(({ payload }) => payload['limit'])
    expect(signs.slice(0, 2)).toEqual([60, 80])
  })
})

describeWithData('cold chain in a recorded room', 'nab', (folder) => {
  test('follows an office whose cooling failed', () => {
    const name = 'realKnownCause/ambient_temperature_system_failure'
    const rows = rowsOf(folder, name)
    const { sent, deadLetters, ledger } = run(
      'logistics/cold-chain',
      // In °F, by the hour.
      { span: '6h', limit: 78, warm: 75, cold: 70, silence: '3h', fresh: '2h' },
      rows.map(({ time, value }) => ({
        time,
        node: 'readings',
        topic: 'cold/office/temperature',
        payload: { celsius: value, ts: time },
      })),
    )
    expect(deadLetters).toBe(0)
    expect(ledger['average']).toMatchObject({ late: 0 })
    const warm = sent
      .filter(({ payload }) => payload['alarm'] === 'too warm')
      .map(({ payload }) => payload['raised'])
    expect(warm.length).toBeGreaterThan(1)
    expect(warm).toEqual(warm.map((_, at) => at % 2 === 0))
    const commands = sent
      .filter(({ node }) => node === 'command')
      .map(({ payload }) => payload['compressor2'])
    expect(commands.length).toBeGreaterThan(1)
    expect(commands).toEqual(commands.map((_, at) => at % 2 === 0))
  })
})
