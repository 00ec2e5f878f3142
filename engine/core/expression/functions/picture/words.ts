/** 0 to 19. */
export const SMALL: readonly string[] =
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
   seventeen eighteen nineteen`.split(/\s+/)

/** 20 to 90. */
export const TENS: readonly string[] = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** The largest of them can be counted itself: a million trillion. */
export const SCALES: readonly (readonly [string, number])[] = [
  ['trillion', 1e12],
  ['billion', 1e9],
  ['million', 1e6],
  ['thousand', 1e3],
]

const DIGITS_OF_A_TRILLION = 12

/** A whole number in English words, as it is said in Britain: one thousand, two hundred and thirty-four. */
export function wordsOf(digits: string): string {
  const [first = 0, ...others] = chunks(digits)
  let words = belowTrillion(first)
  for (const chunk of others) words = joined(`${words} trillion`, chunk)
  return words
}

/** Twelve digits each, fewer in the first. */
function chunks(digits: string): number[] {
  const parts: number[] = []
  for (let end = digits.length; end > 0; end -= DIGITS_OF_A_TRILLION) {
    parts.unshift(Number(digits.slice(Math.max(0, end - DIGITS_OF_A_TRILLION), end)))
  }
  return parts
}

function joined(words: string, rest: number): string {
  if (rest === 0) return words
  return words + (rest < 100 ? ' and ' : ', ') + belowTrillion(rest)
}

function belowTrillion(value: number): string {
  for (const [name, size] of SCALES) {
    if (value >= size) return joined(`${belowThousand(Math.floor(value / size))} ${name}`, value % size)
  }
  return belowThousand(value)
}

function belowThousand(value: number): string {
  if (value < 20) return SMALL[value] ?? ''
  if (value < 100) {
    const tens = TENS[Math.floor(value / 10) - 2] ?? ''
    return value % 10 === 0 ? tens : `${tens}-${SMALL[value % 10]}`
  }
  const hundreds = `${SMALL[Math.floor(value / 100)]} hundred`
  return value % 100 === 0 ? hundreds : `${hundreds} and ${belowThousand(value % 100)}`
}
