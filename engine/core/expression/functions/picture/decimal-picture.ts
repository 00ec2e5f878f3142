import { cache } from '../../cache.ts'
import { ExpressionError } from '../../expression-error.ts'
import { beyond, MAX_DECIMALS } from './bounds.ts'
import { type DecimalFormat, decimalFormat, formatTexts } from './decimal-format.ts'
import { type Grouping, groupingOf, type Separator } from './grouping.ts'
import { brokenRule } from './sub-picture-rules.ts'
import { type SubPicture, subPicture } from './sub-picture.ts'

/** How numbers of one sign are written: what F&O 3.1 (section 4.7.4) finds out about a sub-picture. */
export interface NumberPattern {
  readonly prefix: string
  readonly suffix: string
  /** 100 for per cent, 1000 for per mille. */
  readonly factor: number
  readonly minInteger: number
  readonly grouping: Grouping
  readonly minFraction: number
  readonly maxFraction: number
  /** The separators after the point, by how many digits stand between. */
  readonly fractionSeparators: ReadonlyMap<number, string>
  /** Digits before the point of a number with an exponent. */
  readonly scale: number
  /** 0 if it is written without an exponent. */
  readonly minExponent: number
}

export interface DecimalPicture {
  readonly format: DecimalFormat
  readonly positive: NumberPattern
  readonly negative: NumberPattern
}

const analysed = cache<DecimalPicture>()

/** The analysis of a picture under $formatNumber's options. Throws D3080 to D3093, and T0410. */
export function decimalPicture(picture: string, options: object | undefined): DecimalPicture {
  // The key is a copy: a slice of a long text would keep all of it.
  if (options === undefined)
    return analysed(JSON.stringify(picture), () => analysis(picture, decimalFormat()))
  const texts = formatTexts(options)
  return analysed(JSON.stringify([picture, ...texts]), () => analysis(picture, decimalFormat(texts)))
}

function analysis(picture: string, format: DecimalFormat): DecimalPicture {
  const parts = picture.split(format.patternSeparator)
  if (parts.length > 2) throw new ExpressionError('D3080', { value: picture })
  const [positive, negative] = parts.map((part) => patternOf(part, format))
  // Nothing, split between its characters, has no parts.
  if (positive === undefined) throw new ExpressionError('D3085', { value: picture })
  return {
    format,
    positive,
    negative: negative ?? { ...positive, prefix: format.minusSign + positive.prefix },
  }
}

function patternOf(text: string, format: DecimalFormat): NumberPattern {
  const part = subPicture(text, format)
  const broken = brokenRule(part, format)
  if (broken !== undefined) throw new ExpressionError(broken, { value: text })
  return {
    prefix: part.prefix.join(''),
    suffix: part.suffix.join(''),
    factor: text.includes(format.percent) ? 100 : text.includes(format.perMille) ? 1000 : 1,
    grouping: groupingOf(separators(part.integer, format).map(fromTheEnd(digitsIn(part.integer, format)))),
    fractionSeparators: groupingOf(separators(part.fraction, format)).at,
    scale: count(part.integer, format.digits),
    minExponent: part.exponent?.length ?? 0,
    ...sizes(part, format),
  }
}

type Sizes = Pick<NumberPattern, 'minInteger' | 'minFraction' | 'maxFraction'>

/** How many digits there are before and after the point; at least one in all. */
function sizes({ integer, fraction, exponent }: SubPicture, format: DecimalFormat): Sizes {
  let minInteger = count(integer, format.digits)
  let minFraction = count(fraction, format.digits)
  let maxFraction = digitsIn(fraction, format)
  if (maxFraction > MAX_DECIMALS) {
    throw beyond(`a picture may have at most ${MAX_DECIMALS} digits after the decimal separator`)
  }
  if (minInteger === 0 && maxFraction === 0) {
    if (exponent === undefined) minInteger = 1
    else minFraction = maxFraction = 1
  }
  if (exponent !== undefined && minInteger === 0 && integer.includes(format.optionalDigit)) minInteger = 1
  if (minInteger === 0 && minFraction === 0) minFraction = 1
  return { minInteger, minFraction, maxFraction }
}

function count(characters: readonly string[], sought: readonly string[]): number {
  return characters.filter((character) => sought.includes(character)).length
}

function digitsIn(characters: readonly string[], format: DecimalFormat): number {
  return count(characters, [...format.digits, format.optionalDigit])
}

/** The grouping separators, each with the number of digits before it. */
function separators(characters: readonly string[], format: DecimalFormat): Separator[] {
  const found: Separator[] = []
  let position = 0
  for (const character of characters) {
    if (character === format.groupingSeparator) found.push({ position, character })
    else position++
  }
  return found
}

function fromTheEnd(length: number): (separator: Separator) => Separator {
  return ({ position, character }) => ({ position: length - position, character })
}
