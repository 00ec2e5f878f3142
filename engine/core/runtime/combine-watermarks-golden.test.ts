import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeWithData } from '../../../test/shared-data.ts'
import { CombineWatermarks } from './combine-watermarks.ts'

interface Case {
  readonly name: string
  readonly spec: { readonly kind: string; readonly inputs: readonly string[]; readonly resume: string }
  readonly arrivals: readonly Step[]
  readonly expect: { readonly out: readonly { readonly watermark: number }[] }
}

interface Step {
  readonly in: string
  readonly watermark?: number
  readonly idle?: true
  readonly active?: true
}

/** Each watermark that all inputs together rise to; saved and read again after each step where `restarts` says so. */
function risen({ spec, arrivals }: Case, restarts: boolean): { watermark: number }[] {
  let combined = new CombineWatermarks<string>(spec.inputs)
  const idle = new Set<string>()
  const out: { watermark: number }[] = []
  for (const step of arrivals) {
    // Where an input says itself that it is active again, what it promises meanwhile does not count.
    if (step.watermark !== undefined && idle.has(step.in) && spec.resume === 'explicit') continue
    if (step.idle) idle.add(step.in)
    else idle.delete(step.in)
    const rose = combined.move(step.in, step.watermark ?? Number.NEGATIVE_INFINITY, idle.has(step.in))
    if (rose) out.push({ watermark: combined.watermark })
    if (!restarts) continue
    const saved = JSON.stringify(combined.save())
    combined = new CombineWatermarks<string>()
    combined.load(JSON.parse(saved) as Parameters<typeof combined.load>[0])
  }
  return out
}

describeWithData('the golden cases of combined watermarks', 'semantics/watermarks.json', (path) => {
  const all = JSON.parse(readFileSync(path, 'utf8')) as readonly Case[]
  const cases = all.filter(({ spec }) => spec.kind === 'combine')
  test('are there', () => expect(cases.length).toBeGreaterThan(10))

  test.each(cases)('$name', (one) => {
    expect(risen(one, false)).toEqual(one.expect.out)
    expect(risen(one, true), 'saved and read again after each step').toEqual(one.expect.out)
  })
})
