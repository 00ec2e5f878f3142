import { ExpressionError } from '../../expression-error.ts'
import type { IntegerPicture } from '../picture/integer-picture.ts'
import { HALVES_OF_DAY, NAMES } from './names-of-days-and-months.ts'
import type { NumberPart, Part } from './part.ts'
import { integerIfAny, type Presentation, presentationOf } from './presentation.ts'
import { ANY_WIDTH, type Width, widthOf } from './width.ts'

/** The presentation of each component where its marker has none (F&O 3.1, 9.8.4.1). */
const PRESENTATIONS: ReadonlyMap<string, string> = new Map([
  ...Array.from('YMDdWwXxHhf', (component) => [component, '1'] as const),
  ...Array.from('FPCE', (component) => [component, 'n'] as const),
  ...Array.from('ms', (component) => [component, '01'] as const),
  ...Array.from('Zz', (component) => [component, '01:01'] as const),
])

/** The part that the text between `[` and `]` stands for, without white space. Throws D3131 and D3132. */
export function partOfMarker(marker: string): Part {
  const component = marker.charAt(0)
  const byDefault = PRESENTATIONS.get(component)
  if (byDefault === undefined) throw new ExpressionError('D3132', { value: component })
  const comma = marker.lastIndexOf(',')
  const width = comma === -1 ? ANY_WIDTH : widthOf(marker.slice(comma + 1))
  const given = comma === -1 ? marker.slice(1) : marker.slice(1, comma)
  const presentation = presentationOf(given === '' ? byDefault : given)
  const { first, second, name } = presentation
  switch (component) {
    case 'Z':
    case 'z': {
      const picture = integerIfAny(first)
      const integer = picture?.kind === 'digits' ? picture : undefined
      return { kind: 'zone', component, integer, isGreenwich: component === 'z', isZulu: second === 't' }
    }
    case 'C':
    case 'E':
      return { kind: 'calendar', component }
    case 'P': {
      const names = HALVES_OF_DAY
      // Never title: `Am` is not written.
      const letters = name === 'upper' ? name : 'lower'
      return { kind: 'name', component, names, letters, longest: ANY_WIDTH.most }
    }
    default: {
      if (name === undefined) return numberPart(component, presentation, width)
      const names = NAMES.get(component)
      return names === undefined
        ? { kind: 'refused', component, code: 'D3133', value: component }
        : { kind: 'name', component, names, letters: name, longest: width.most }
    }
  }
}

function numberPart(component: string, { first, second }: Presentation, width: Width): Part {
  const picture = integerIfAny(second === '' ? first : `${first};${second}`)
  if (picture === undefined) return { kind: 'refused', component, code: 'D3130', value: first }
  const integer = withDigits(
    picture,
    Math.max(width.least, picture.kind === 'digits' ? picture.mandatory : 0),
  )
  const part: NumberPart = { kind: 'number', component, integer, modulus: Infinity, digits: undefined }
  return component === 'Y' ? yearPart(part, first, width) : part
}

/** F&O 3.1, 9.8.4.4: a year is cut to the greatest width, or to as many digits as the picture has if those are two or more. */
function yearPart(part: NumberPart, presentation: string, { most }: Width): NumberPart {
  const { integer } = part
  if (most !== ANY_WIDTH.most) return { ...part, integer: withDigits(integer, most), modulus: 10 ** most }
  if (integer.kind !== 'digits') return part
  const optional = presentation.split('#').length - 1
  const digits = integer.mandatory + optional
  return digits < 2 ? part : { ...part, modulus: 10 ** digits }
}

function withDigits(integer: IntegerPicture, mandatory: number): IntegerPicture {
  return integer.kind === 'digits' ? { ...integer, mandatory } : integer
}
