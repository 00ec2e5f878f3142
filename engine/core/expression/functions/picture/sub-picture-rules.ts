import type { DecimalFormat } from './decimal-format.ts'
import { isActive, type SubPicture } from './sub-picture.ts'

type IsBroken = (part: SubPicture, format: DecimalFormat) => boolean

/** The rules for a sub-picture in the order in which F&O 3.1 (section 4.7.3) gives them. */
const RULES: readonly (readonly [code: string, isBroken: IsBroken])[] = [
  ['D3081', ({ all }, { decimalSeparator }) => isRepeated(all, decimalSeparator)],
  ['D3082', ({ text }, { percent }) => isRepeated(text, percent)],
  ['D3083', ({ text }, { perMille }) => isRepeated(text, perMille)],
  ['D3084', ({ text }, { percent, perMille }) => text.includes(percent) && text.includes(perMille)],
  [
    'D3085',
    ({ mantissa }, { digits, optionalDigit }) =>
      !mantissa.some((character) => character === optionalDigit || digits.includes(character)),
  ],
  ['D3086', ({ active }, format) => active.some((character) => !isActive(character, format))],
  [
    'D3087',
    ({ all }, { decimalSeparator, groupingSeparator }) => {
      const at = all.indexOf(decimalSeparator)
      return at >= 0 && (all[at - 1] === groupingSeparator || all[at + 1] === groupingSeparator)
    },
  ],
  [
    'D3088',
    ({ all, integer }, { decimalSeparator, groupingSeparator }) =>
      !all.includes(decimalSeparator) && integer.at(-1) === groupingSeparator,
  ],
  [
    'D3089',
    ({ all }, { groupingSeparator }) =>
      all.some((character, i) => character === groupingSeparator && all[i + 1] === groupingSeparator),
  ],
  [
    'D3090',
    ({ integer }, { digits, optionalDigit }) =>
      integer.slice(0, Math.max(0, integer.indexOf(optionalDigit))).some((one) => digits.includes(one)),
  ],
  [
    'D3091',
    ({ fraction }, { digits, optionalDigit }) => {
      const last = fraction.lastIndexOf(optionalDigit)
      return last >= 0 && fraction.slice(last).some((one) => digits.includes(one))
    },
  ],
  [
    'D3092',
    ({ text, exponent }, { percent, perMille }) =>
      exponent !== undefined && (text.includes(percent) || text.includes(perMille)),
  ],
  [
    'D3093',
    ({ exponent }, { digits }) =>
      exponent !== undefined && (exponent.length === 0 || !exponent.every((one) => digits.includes(one))),
  ],
]

/** The code of the last rule that a sub-picture breaks: it is the one that JSONata reports. */
export function brokenRule(part: SubPicture, format: DecimalFormat): string | undefined {
  return RULES.findLast(([, isBroken]) => isBroken(part, format))?.[0]
}

function isRepeated<Part>(
  whole: { indexOf(part: Part): number; lastIndexOf(part: Part): number },
  part: Part,
) {
  return whole.indexOf(part) !== whole.lastIndexOf(part)
}
