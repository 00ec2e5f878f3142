const units: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
])

/**
 * Reads `250ms`, `5s`, `1.5m`, `2h`, `1d`, and sums such as `1h30m`; gives whole milliseconds, or undefined where the
 * text is none. A number is taken as milliseconds. A leading minus makes the whole duration negative.
 */
export function parseDuration(text: unknown): number | undefined {
  if (typeof text === 'number') return Number.isSafeInteger(text) ? text : undefined
  if (typeof text !== 'string') return undefined
  const whole = /^(-?)((?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+)$/.exec(text)
  if (whole === null) return undefined
  let total = 0
  for (const [, amount, unit] of (whole[2] ?? '').matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * (units.get(unit ?? '') ?? Number.NaN)
  }
  const rounded = Math.round(total)
  if (!Number.isSafeInteger(rounded)) return undefined
  return whole[1] === '-' ? -rounded : rounded
}

/** Writes milliseconds the way `parseDuration` reads them, in the largest units that give it exactly: `1h30m`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0s'
  let rest = Math.abs(milliseconds)
  let text = milliseconds < 0 ? '-' : ''
  for (const [unit, size] of [...units].toReversed()) {
    const count = Math.floor(rest / size)
    if (count > 0) text += `${count}${unit}`
    rest -= count * size
  }
  return text
}
