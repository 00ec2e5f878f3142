import { CombineWatermarks } from '../../../engine/core/runtime/combine-watermarks.ts'
import type { GoldenCase } from '../golden-case.ts'

interface Spec {
  readonly inputs: readonly string[]
  readonly resume: string
}

/**
 * Each watermark that all inputs together rise to. A flow's inputs pause by themselves, and not when they are told to;
 * so it is what combines them that is run. With `restarts` it is saved and read again after each step.
 */
export function combined({ spec, arrivals }: GoldenCase, restarts: boolean): { watermark: number }[] {
  const { inputs, resume } = spec as unknown as Spec // as the files say it
  let all = new CombineWatermarks<string>(inputs)
  const idle = new Set<string>()
  const out: { watermark: number }[] = []
  for (const { in: input, watermark, idle: pauses } of arrivals) {
    if (input === undefined) continue
    // Where an input says itself that it is active again, what it promises meanwhile does not count.
    if (watermark !== undefined && idle.has(input) && resume === 'explicit') continue
    if (pauses === true) idle.add(input)
    else idle.delete(input)
    if (all.move(input, watermark ?? Number.NEGATIVE_INFINITY, idle.has(input)))
      out.push({ watermark: all.watermark })
    if (!restarts) continue
    const saved = JSON.stringify(all.save())
    all = new CombineWatermarks<string>()
    all.load(JSON.parse(saved) as Parameters<typeof all.load>[0])
  }
  return out
}
