import type { SettingProblem } from '../../operator/setting.ts'

/** Settings that do not go together. */
export function problemsOf(settings: {
  readonly count: number
  readonly outOf: number | undefined
}): readonly (SettingProblem & { readonly setting: string })[] {
  const { count, outOf = count } = settings
  if (outOf >= count) return []
  return [
    {
      setting: 'outOf',
      code: 'never-raised',
      message: `${count} of the last ${outOf} events are more than there are`,
      expected: `a number of ${count} or more`,
    },
  ]
}
