import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { rolldown } from 'rolldown'
import { beforeAll, describe, expect, test } from 'vitest'
import { catalog, checkFlow, FlowRun } from '../../engine/index.ts'

interface Core {
  readonly catalog: typeof catalog
  readonly checkFlow: typeof checkFlow
  readonly FlowRun: typeof FlowRun
}

/** What is run here and there. It may use nothing but what it is given, for there its text is all that arrives. */
function job(core: Core, text: string, arrivals: string): string {
  const { plan, problems } = core.checkFlow(text, core.catalog)
  if (plan === undefined) return JSON.stringify(problems)
  const run = new core.FlowRun(plan)
  const sent: unknown[] = []
  run.results.subscribe(({ outgoing, deadLetters }) => sent.push(...outgoing, ...deadLetters))
  run.feed(JSON.parse(arrivals))
  run.end()
  return JSON.stringify({ sent, ledger: run.ledger(), snapshot: run.snapshot() })
}

const flow = JSON.stringify({
  millrace: 1,
  id: 'everywhere',
  nodes: {
    readings: {
      type: 'mqtt-in',
      topic: 'plant/{room}/temperature',
      key: 'params.room',
      time: 'payload.ts',
      idle: '5s',
    },
    average: {
      type: 'window',
      size: '10s',
      aggregates: { celsius: '$average(payload.c)', p90: '$quantile(payload.c, 0.9)' },
    },
    warm: { type: 'filter', condition: 'payload.celsius > 8' },
    said: {
      type: 'map',
      payload: `{ "text": $round(payload.celsius, 1) & " °C", "at": $fromMillis($millis()), "dice": $random(), "id": $hash(key),
          "hour": $timeParts(time, "Europe/Berlin").hour, "far": $geoDistance([0, 0], [payload.celsius, 1]) }`,
    },
    alarm: { type: 'mqtt-out', topic: 'alarm/{key}' },
    quiet: { type: 'absence', after: '7s' },
    log: { type: 'log', message: '"nothing from " & key' },
  },
  wires: [
    ['readings', 'average'],
    ['average', 'warm'],
    ['warm.pass', 'said'],
    ['said', 'alarm'],
    ['readings', 'quiet'],
    ['quiet.absent', 'log'],
  ],
})

const arrivals = JSON.stringify(
  Array.from({ length: 200 }, (_, at) => ({
    kind: 'event',
    node: 'readings',
    at: 1_000 + at * 700,
    topic: `plant/room-${at % 3}/temperature`,
    payload: { c: (at * 7) % 17, ts: 1_000 + at * 700 - (at % 5) * 100 },
  })),
)

describe('the core, bundled for the browser', () => {
  let code = ''

  beforeAll(async () => {
    const bundle = await rolldown({
      input: fileURLToPath(new URL('../../engine/index.ts', import.meta.url)),
      platform: 'browser',
      logLevel: 'silent',
    })
    const { output } = await bundle.generate({ format: 'iife', name: 'core', minify: true })
    code = output[0].code
    await bundle.close()
  })

  test('asks for no module and stays small', () => {
    // What else of Node.js might be asked for shows in the next test, where nothing of it is there.
    expect(/["'`]node:/.test(code)).toBe(false)
    expect(code.length).toBeGreaterThan(50_000)
    // With 29 operators; a tenth more than it is.
    expect(code.length).toBeLessThan(880_000)
  })

  test('runs a flow in a context that has JavaScript and nothing else, to the same result', () => {
    const context = createContext(Object.create(null) as object, {
      codeGeneration: { strings: false, wasm: false },
    })
    runInContext(code, context)
    const there = runInContext(
      `(${job.toString()})(core, ${JSON.stringify(flow)}, ${JSON.stringify(arrivals)})`,
      context,
    ) as string
    expect(JSON.parse(there)).toEqual(JSON.parse(job({ catalog, checkFlow, FlowRun }, flow, arrivals)))
    expect((JSON.parse(there) as { sent: unknown[] }).sent.length).toBeGreaterThan(20)
  })
})
