import { cache } from '../../../cache.ts'
import { badArgument } from '../bad-argument.ts'
import { findUnit, type Unit } from './find-unit.ts'
import { by, minus, type Ratio, times } from './ratio.ts'

type Conversion = (value: number) => number

const conversions = cache<Conversion>(200)

/** From one unit to another of the same dimension. Throws M1010; the units are the arguments 2 and 3. */
export const conversion = (name: string, from: string, to: string): Conversion =>
  conversions(`${from}\0${to}`, () => between(name, findUnit(name, 2, from), findUnit(name, 3, to), to))

/** `value * over / under + shift / under`: worked out exactly, so that a value is rounded no more often than it must be. */
function between(name: string, from: Unit, to: Unit, written: string): Conversion {
  if (from.dimension !== to.dimension)
    throw badArgument(
      name,
      3,
      `a unit of ${from.dimension}, as ${from.symbol} is`,
      written,
      `that is a unit of ${to.dimension}`,
    )
  const scale = by(from.size, to.size)
  const shift = minus(times(from.offset, scale), to.offset)
  const [over, added, under] = overOne(scale, shift)
  const pi = from.isByPi === to.isByPi ? 1 : to.isByPi ? Math.PI : 1 / Math.PI
  return (value) => {
    const whole = (value * over + added) / under
    return (Number.isFinite(whole) ? whole : value * (over / under) + added / under) * pi
  }
}

/** Two ratios over one denominator. */
function overOne(scale: Ratio, shift: Ratio): readonly [scale: number, shift: number, under: number] {
  // Below, what both are divided by; where one is 0 its denominator is 1.
  return [
    Number(scale.over * shift.under),
    Number(shift.over * scale.under),
    Number(scale.under * shift.under),
  ]
}
