import { describe, expect, test } from 'vitest'
import { catalog } from '../core/catalog.ts'
import { checkFlow } from '../core/check/check-flow.ts'
import { compileExpression } from '../core/expression/compile.ts'
import { builtInNames } from '../core/expression/functions/catalogue.ts'
import type { Json } from '../core/model/json.ts'
import { topics } from '../host/cli/topics.ts'
import { runFlowTest } from '../host/workers/flow-test.ts'
import { ArrivalReader } from '../host/workers/recording/arrival-reader.ts'
import { replay } from '../host/workers/replay.ts'
import { type Block, blocksOf } from './blocks.fixture.ts'
import { generatedFiles } from './generate.ts'
import { pages } from './pages.ts'

const all = [...pages()].map(([name, text]) => ({ name, text, blocks: blocksOf(text) }))

function planOf(flow: string) {
  const { plan, problems, flow: document } = checkFlow(flow, catalog)
  expect(problems).toEqual([])
  if (plan === undefined || document === undefined) throw new Error('a flow without problems has a plan')
  return { plan, document }
}

const flows = all.flatMap(({ name, blocks }) =>
  blocks.filter(({ info }) => info === 'json flow').map(({ text, line }) => ({ where: `${name}:${line}`, text })),
)

describe('every flow on a page', () => {
  test('there are some', () => expect(flows.length).toBeGreaterThan(5))

  test.each(flows)('$where has no problem, and its tests pass', async ({ text }) => {
    const { plan, document } = planOf(text)
    for (const one of document.tests ?? []) {
      const lines = (async function* () {
        yield one.input ?? []
      })()
      const { plan: own = plan } = checkFlow(text, catalog, { parameters: one.parameters ?? {} })
      const { sinks, deadLetters } = await runFlowTest(own, one, lines)
      expect(deadLetters, one.name).toEqual([])
      for (const { sink, passed, expected, got } of sinks)
        expect({ passed, got: passed ? [] : got }, `${one.name}: ${sink} ${JSON.stringify(expected)}`).toEqual({ passed: true, got: [] })
    }
  })
})

const recordings = all.flatMap(({ name, blocks }) =>
  blocks.flatMap((block, at) => {
    const before = (info: string): Block | undefined => blocks.slice(0, at).findLast((one) => one.info === info)
    const [flow, input] = [before('json flow'), before('ndjson in')]
    return block.info === 'ndjson out' && flow !== undefined && input !== undefined
      ? [{ name, flow: flow.text, input: input.text, out: block.text }]
      : []
  }),
)

describe('every recording on a page', () => {
  test('there are some', () => expect(recordings.length).toBeGreaterThan(1))

  test.each(recordings)('$name replays to what is shown', async ({ flow, input, out }) => {
    const { plan } = planOf(flow)
    const reader = new ArrivalReader(plan)
    const sent: string[] = []
    await replay(plan, [input.split('\n').map((line) => reader.read(line))], {
      sent: (line) => sent.push(JSON.stringify(line)),
      deadLetter: (letter) => expect(letter).toBeUndefined(),
      settle: () => undefined,
    })
    expect(sent.join('\n')).toBe(out)
  })
})

describe('expressions', () => {
  const blocks = all.find(({ name }) => name === 'expressions.md')?.blocks ?? []
  const event = blocks.find(({ info }) => info === 'json event')?.text ?? ''
  const lines = blocks
    .filter(({ info }) => info === 'jsonata')
    .flatMap(({ text }) => text.split('\n'))
    .map((line) => line.split('→').map((part) => part.trim()) as [string, string]) // an expression and its result

  test.each(lines)('%s gives %s', (expression, result) => {
    const expected: unknown = result === 'nothing' ? undefined : JSON.parse(result)
    const given = compileExpression(expression).evaluate(JSON.parse(event))
    expect(given).toEqual(typeof expected === 'number' ? expect.closeTo(expected, 9) : expected)
  })

  test('there are all functions, and no others', () => {
    const page = all.find(({ name }) => name === 'expressions.md')?.text ?? ''
    const section = page.slice(page.indexOf('## Functions'), page.indexOf('`$now()`'))
    const rules = page.slice(page.indexOf('## Functions for rules'), page.indexOf('## In a window'))
    const named = [...section.matchAll(/`\$(\w+)`/g), ...rules.matchAll(/^- `\$(\w+)\(/gm)].map(([, name]) => name ?? '')
    expect(named.toSorted()).toEqual([...builtInNames()].toSorted())
  })

  test('what is shown of pictures and patterns can be read', () => {
    const page = all.find(({ name }) => name === 'expressions.md')?.text ?? ''
    const section = page.slice(page.indexOf('## Pictures and patterns'), page.indexOf('## When it fails'))
    const shown = [...section.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '')
    expect(shown.length).toBeGreaterThan(5)
    for (const code of shown) expect(() => compileExpression(code), code).not.toThrow()
  })
})

test('every topic of the command line is a page, and every page a topic', () => {
  expect(topics.map(([name]) => `${name}.md`).toSorted()).toEqual(all.map(({ name }) => name).toSorted())
})

test('every JSON on a page can be read, and links lead to pages', () => {
  const known = new Set(generatedFiles().keys())
  for (const { name, text, blocks } of all) {
    for (const block of blocks.filter(({ info }) => info.startsWith('json'))) {
      if (block.info !== 'jsonata') expect(() => JSON.parse(block.text) as Json, name).not.toThrow()
    }
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)]+)\)/g)) expect(known, name).toContain(target)
  }
})
