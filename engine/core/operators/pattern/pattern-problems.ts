import { nearestName } from '../../expression/advice/nearest-name.ts'
import type { SettingProblem } from '../../operator/setting.ts'
import type { Part } from './plan.ts'

interface Seen {
  readonly steps: readonly Part[]
  readonly within: number | undefined
  readonly skip: string
  readonly skipTo: string | undefined
}

type Problem = SettingProblem & { readonly setting: string }

/** Settings of a pattern that do not go together. */
export function problemsOf({ steps, within, skip, skipTo }: Seen): readonly Problem[] {
  const problems: Problem[] = []
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
