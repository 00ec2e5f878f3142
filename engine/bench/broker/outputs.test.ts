import { expect, test } from 'vitest'
import { encodeFrames } from './frames.ts'
import { expectedOutput, payload } from './messages.ts'
import { checkOutputs, demandGood } from './outputs.ts'

const frames = encodeFrames(40, 0)
const good = [11, 13, 15, 17, 19].map(expectedOutput)
const [first = '', ...others] = good
const clean = { received: 5, missing: 0, repeated: 0, wrong: 0, disordered: 0, rewritten: 0 }

const cases = [
  { what: 'all', outputs: good, verdict: clean },
  { what: 'one missing', outputs: others, verdict: { ...clean, received: 4, missing: 1 } },
  { what: 'one twice', outputs: [first, ...good], verdict: { ...clean, repeated: 1 } },
  { what: 'two swapped', outputs: [...others, first], verdict: { ...clean, disordered: 1 } },
  { what: 'one unchanged', outputs: [payload(11), ...others], verdict: { ...clean, wrong: 1 } },
  {
    what: 'a value changed',
    outputs: [first.replace('pump', 'bump'), ...others],
    verdict: { ...clean, wrong: 1 },
  },
  { what: 'not JSON', outputs: [first.slice(0, -1), ...others], verdict: { ...clean, wrong: 1 } },
  { what: 'one that does not pass', outputs: [expectedOutput(12), ...good], verdict: { ...clean, wrong: 1 } },
  { what: 'one of an earlier run', outputs: [expectedOutput(9), ...good], verdict: { ...clean, wrong: 1 } },
  { what: 'one of a later run', outputs: [expectedOutput(21), ...good], verdict: { ...clean, wrong: 1 } },
  {
    what: 'spaces',
    outputs: [first.replace(',"hot"', ', "hot"'), ...others],
    verdict: { ...clean, rewritten: 1 },
  },
]

test.each(cases)('outputs: $what', ({ what, outputs, verdict }) => {
  const check = checkOutputs(frames, 10, 20)
  for (const output of outputs) check.take(Buffer.from(output))
  expect(check.verdict()).toEqual(verdict)
  const { missing, repeated, wrong, disordered } = verdict
  const demand = () => demandGood(what, check.verdict())
  if (missing + repeated + wrong + disordered === 0) expect(demand).not.toThrow()
  else expect(demand).toThrow(what)
})
