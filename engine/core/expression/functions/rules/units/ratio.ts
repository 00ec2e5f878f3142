/** A ratio of whole numbers, in lowest terms; `under` is above zero. */
export interface Ratio {
  readonly over: bigint
  readonly under: bigint
}

export function ratio(over: bigint, under: bigint): Ratio {
  const divisor = greatestDivisor(over < 0n ? -over : over, under)
  return { over: over / divisor, under: under / divisor }
}

/** Euclid's algorithm. */
function greatestDivisor(a: bigint, b: bigint): bigint {
  let [greater, less] = [a, b]
  while (less !== 0n) [greater, less] = [less, greater % less]
  return greater
}

export const times = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.over, a.under * b.under)

export const by = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.under, a.under * b.over)

export const minus = (a: Ratio, b: Ratio): Ratio =>
  ratio(a.over * b.under - b.over * a.under, a.under * b.under)

/** What a product of decimal numbers says exactly: `0.45359237*9.80665`, `5/9`, `1/60/60`, `1e-3`. */
export function ratioOf(text: string): Ratio {
  let found: Ratio = { over: 1n, under: 1n }
  for (const [, operator, digits = '', decimals = '', exponent = '0'] of text.matchAll(
    /([*/]?)(\d+)(?:\.(\d+))?(?:e(-?\d+))?/g,
  )) {
    const power = Number(exponent) - decimals.length
    const whole = BigInt(digits + decimals)
    const part =
      power < 0 ? ratio(whole, 10n ** BigInt(-power)) : { over: whole * 10n ** BigInt(power), under: 1n }
    found = operator === '/' ? by(found, part) : times(found, part)
  }
  return found
}
