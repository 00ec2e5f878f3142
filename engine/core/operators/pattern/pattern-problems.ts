import { nearestName } from '../../expression/advice/nearest-name.ts'
import type { AcrossNote } from '../../operator/setting.ts'
import type { Part } from './plan.ts'

interface Seen {
  readonly steps: readonly Part[]
  readonly within: number | undefined
  readonly skip: string
  readonly skipTo: string | undefined
}

/** Settings of a pattern that do not go together. */
export function problemsOf({ steps, within, skip, skipTo }: Seen): readonly AcrossNote[] {
  const problems: AcrossNote[] = []
  const last = steps.at(-1)
  const endsOpenly = last?.kind === 'absent' && !last.absent.isNext && last.absent.duration === undefined
  if (endsOpenly && within === undefined)
    problems.push({
      setting: 'within',
      code: 'waits-for-ever',
      message: `that ${last.absent.name} does not happen is never known without a limit`,
      expected: 'a limit such as "5m"',
      remedy: `add within, or "for" to the step ${last.absent.name}`,
    })
  else if (within === undefined && (skip !== 'none' ? canWait(steps) : waitsAtItsEnd(steps)))
    problems.push({
      setting: 'within',
      code: 'no-limit',
      severity: 'warning',
      message:
        skip === 'none'
          ? 'a match waits for the next event of its key, and its key is remembered until then'
          : 'an attempt that nobody completes stays open, and matches that begin after it wait for it',
      expected: 'a limit such as "5m"',
      remedy:
        skip === 'none'
          ? 'add within'
          : 'add within; or let each step follow as "next", or set skip to "none"',
    })
  const names = steps.flatMap((part) => (part.kind === 'step' ? [part.step.name] : []))
  if ((skip === 'to-first' || skip === 'to-last') && !names.includes(skipTo ?? '')) {
    const meant = nearestName(skipTo ?? '', names)
    problems.push({
      setting: 'skipTo',
      code: 'unknown-step',
      message:
        skipTo === undefined ? 'it is not said to which step' : `no step that happens is called ${skipTo}`,
      expected: `one of ${names.join(', ')}`,
      ...(meant === undefined ? {} : { remedy: `did you mean ${JSON.stringify(meant)}?` }),
    })
  }
  return problems
}

/** Whether an attempt can stay open whatever comes: somewhere after its first event others may be passed over. */
function canWait(steps: readonly Part[]): boolean {
  const happens = steps.flatMap((part) => (part.kind === 'step' ? [part.step] : []))
  return happens.some(
    ({ contiguity, again, max }, at) => (at > 0 && contiguity !== 'next') || (max > 1 && again !== 'next'),
  )
}

/** Whether a match is one only once something else has come. */
function waitsAtItsEnd(steps: readonly Part[]): boolean {
  const last = steps.at(-1)
  return last?.kind === 'absent' ? last.absent.isNext : last?.step.greedy === true
}
