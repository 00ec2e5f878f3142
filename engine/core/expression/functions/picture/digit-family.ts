/** The zeros of the decimal digits of Unicode, as far as JSONata knows them: those of the basic plane. */
const ZEROS: readonly number[] =
  `30 660 6f0 7c0 966 9e6 a66 ae6 b66 be6 c66 ce6 d66 de6 e50 ed0 f20 1040 1090 17e0 1810 1946 19d0 1a80 1a90
   1b50 1bb0 1c40 1c50 a620 a8d0 a900 a9d0 a9f0 aa50 abf0 ff10`
    .split(/\s+/)
    .map((code) => Number.parseInt(code, 16))

/** Ten digits in order, the zero first. */
export type DigitFamily = readonly string[]

const FAMILIES: readonly DigitFamily[] = ZEROS.map((zero) => familyFrom(zero))

const FAMILY_OF: ReadonlyMap<string, DigitFamily> = new Map(
  FAMILIES.flatMap((family) => family.map((digit) => [digit, family] as const)),
)

/** The ten characters from a zero on. Unicode has an end, after which it begins anew. */
export function familyFrom(zero: number): DigitFamily {
  return Array.from({ length: 10 }, (_, i) => String.fromCodePoint((zero + i) % 0x11_0000))
}

/** The family of a digit, or undefined if the character is none. */
export function familyOf(character: string): DigitFamily | undefined {
  return FAMILY_OF.get(character)
}

/** Digits, each in one place: a text, or a list where one of them is more than one character of JavaScript's. */
export type Digits = string | readonly string[]

/** ASCII digits in a family. */
export function translated(digits: string, family: DigitFamily): Digits {
  return family[0] === '0' ? digits : Array.from(digits, (digit) => family[Number(digit)] ?? digit)
}

export function joined(digits: Digits): string {
  return typeof digits === 'string' ? digits : digits.join('')
}
