import type { Adapter, GoldenCase } from './golden-case.ts'
import { dedupeCase } from './kinds/dedupe.ts'
import { joinCase } from './kinds/join.ts'
import { overCase } from './kinds/over.ts'
import { patternCase } from './kinds/pattern.ts'
import { topCase } from './kinds/top.ts'
import { windowCase } from './kinds/window.ts'

const adapters: Readonly<Record<string, (one: GoldenCase) => Adapter>> = {
  window: windowCase,
  join: joinCase,
  pattern: patternCase,
  dedupe: dedupeCase,
  top: topCase,
  over: overCase,
}

/** How a case is said in settings of the palette. */
export function adapterOf(one: GoldenCase): Adapter {
  const adapt = adapters[one.kind]
  if (adapt === undefined) throw new Error(`there is no adapter for cases of the kind ${one.kind}`)
  return adapt(one)
}
