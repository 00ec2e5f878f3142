import * as fc from 'fast-check'

const pick = fc.constantFrom
const rarely = (weight: number, ...values: string[]) =>
  fc.oneof({ weight, arbitrary: fc.constant('') }, pick(...values))
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''))
const some = (character: string, most: number) => fc.nat(most).map((count) => character.repeat(count))
const soup = (characters: string, most: number) =>
  fc.array(pick(...characters), { maxLength: most }).map((all) => all.join(''))

/** Numbers as they come, those that are halfway, and powers of ten and their neighbours. */
export const number = fc.oneof(
  fc.integer({ min: -2000, max: 2000 }),
  fc
    .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat(6))
    .map(([n, places]) => n / 10 ** places),
  fc
    .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: -8, max: 20 }))
    .map(([n, e]) => n * 10 ** e),
  fc.tuple(fc.integer({ min: -99, max: 99 }), pick(0.5, 0.25, 0.125, 0.05)).map(([n, more]) => n + more),
  fc
    .tuple(fc.integer({ min: -14, max: 18 }), pick(1, 1, 1 - 1.2e-16, 1 + 2.3e-16))
    .map(([power, nearly]) => Number(`1e${power}`) * nearly),
  pick(0, -0, 0.1, 9.99, 99.5, 999.5),
)

const subPicture = joined(
  rarely(4, 'x', '(', '-', '$ '),
  pick('#', '#,##', '', '##', '#,#', '#,##,##', '###,###,##'),
  some('0', 3),
  rarely(2, ',000', ',00'),
  rarely(1, '.'),
  some('0', 3),
  some('#', 3),
  rarely(6, ',#', ',0'),
  rarely(2, 'e0', 'e00', 'e000'),
  rarely(3, '%', '‰', ')', 'x', ' kW'),
)

/** Pictures of decimal numbers, most of which are right or nearly so. */
export const decimalPictures = fc.oneof(
  { weight: 4, arbitrary: subPicture },
  { weight: 2, arbitrary: joined(subPicture, pick(';'), subPicture) },
  { weight: 3, arbitrary: soup('##00,,..e%‰;x59', 8) },
)

export const options = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: pick<Record<string, string>>(
      { 'decimal-separator': ',', 'grouping-separator': '.' },
      { 'decimal-separator': ',' },
      { 'grouping-separator': ' ' },
      { 'grouping-separator': '.' },
      { 'minus-sign': 'minus ' },
      { percent: 'x', 'per-mille': 'kW' },
      { 'zero-digit': '٠' },
      { 'zero-digit': '5' },
      { digit: 'x', 'unknown-option': 'x' },
      { 'exponent-separator': 'E', digit: '9' },
      { 'exponent-separator': 'x' },
      { 'pattern-separator': 'x' },
    ),
  },
)

const patterns = joined(
  rarely(1, '#', '##', '#,##', '#,#', '#.##', '#:###,##', '##,##,##', 'x'),
  pick('0', '00', '000', '٠', '0٠', ''),
  rarely(2, ',000', '.0', ' ', ',0#'),
)
const modifiers = rarely(2, ';o', ';c', ';', ';o(-en)', ';x', ';;o')

/** Pictures of whole numbers. */
export const integerPictures = fc.oneof(
  joined(pick(...'A a I i w W Ww'.split(' ')), modifiers),
  joined(patterns, modifiers),
  soup('##00,,.x٠Aw;o9', 6),
  soup('aAiIwW01##,;-. ox*', 6),
)

/** Texts that may be numbers. */
export const texts = fc.oneof(
  soup('0123,.- xaIVXLCDMivxlcdm٣', 6),
  fc
    .array(
      pick(
        ...'one |twenty|-| | and |, |hundred|hundred |thousand |million|three |zero|first|forty'.split('|'),
      ),
      { maxLength: 7 },
    )
    .map((words) => words.join('')),
)
