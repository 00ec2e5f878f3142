/** A step as it is shown in a sentence; what is not said is undefined. */
export interface ShownStep {
  readonly name?: string
  readonly contiguity?: string
  readonly times?: string
  readonly optional?: string
  readonly not?: string
  readonly for?: string
}

const following: Readonly<Record<string, string>> = {
  next: 'directly',
  'followed-by': 'then',
  'followed-by-any': 'at any time after',
}

/** A pattern in words: "open, then 3 times push, then no close for 5m". */
export function patternInWords(steps: readonly ShownStep[]): string {
  return steps
    .map((step, at) => (at === 0 ? stepInWords(step) : `${link(step)} ${stepInWords(step)}`))
    .join(', ')
}

const link = ({ contiguity = 'followed-by' }: ShownStep): string => following[contiguity] ?? contiguity

function stepInWords({ name = '', times, optional, not, for: duration }: ShownStep): string {
  if (not === 'yes') return `no ${name}${duration === undefined ? '' : ` for ${duration}`}`
  return `${optional === 'yes' ? 'perhaps ' : ''}${times === undefined ? '' : `${times} `}${name}`
}

/** The same with its limit: before a last step that must not happen, or else at the end. */
export function limitInWords(steps: string, within: string | undefined): string {
  if (within === undefined) return steps
  const last = /(, \w+(?: \w+)*?) (no [^,]+)$/.exec(steps)
  if (last === null || / for \S+$/.test(steps)) return `${steps}, all within ${within}`
  return `${steps.slice(0, last.index)}${last[1]} within ${within} ${last[2]}`
}
