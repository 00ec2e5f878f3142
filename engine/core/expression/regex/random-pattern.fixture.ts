import * as fc from 'fast-check'

/** Characters that patterns and texts are made of: few, so that they meet, with some that fold or end lines. */
const letters = [
  'a',
  'b',
  'A',
  'B',
  'c',
  '1',
  '_',
  ' ',
  '\n',
  'é',
  'É',
  'ſ',
  's',
  'K',
  'k',
  'ß',
  '-',
  '\u2028',
]

export const randomText = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom('a', 'b', 'A') }, fc.constantFrom(...letters)), {
    maxLength: 9,
  })
  .map((parts) => parts.join(''))

export const randomFlags = fc.constantFrom('', '', 'i', 'm', 'im', 's')

const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('A', 'B', 'c', '1', '_', ' ', 'é', 'ſ', 'k', 'ß', '-', ']', '}', '{', ','),
  },
  {
    weight: 2,
    // Among them octal and identity escapes, and those that only look like more than a character.
    arbitrary: fc.constantFrom(
      ...String.raw`\n \x61 \u0061 \u00e9 \u017f \141 \101 \8 \07 \60 \e \- \. \] \/ \cJ \c \c1 \x \u \u{2} \u61 \p{L} \0 \k a{ a{, a{,2}`.split(
        ' ',
      ),
    ),
  },
)

const classEscape = fc.constantFrom('\\d', '\\D', '\\w', '\\W', '\\s', '\\S')

const classMember = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'A', 'k', 'é', '^', '-', '.', '$', '[', '1') },
  { weight: 2, arbitrary: fc.constantFrom('a-b', 'A-Z', 'a-z', '\\0-a', 'à-ÿ', '!-~', 'ſ-ſ', '\\x41-\\x42') },
  classEscape,
  fc.constantFrom(
    '\\b',
    '\\B',
    '\\n',
    '\\141',
    '\\u0061',
    '\\cJ',
    '\\c',
    '\\c_',
    '\\8',
    '\\]',
    '\\\\',
    '\\-',
    '\\k',
  ),
  fc.constantFrom('\\d-a', 'a-\\d', '\\w-\\s'),
)

const characterClass = fc
  .tuple(fc.constantFrom('', '', '^'), fc.array(classMember, { maxLength: 4 }))
  .map(([negation, members]) => `[${negation}${members.join('')}]`)

const assertion = fc.constantFrom('^', '$', '\\b', '\\B')
const reference = fc.constantFrom('\\1', '\\1', '\\2', '\\3', '\\10', '\\k<x>', '\\k<y>')

const quantifier = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('*', '+', '?') },
      fc.constantFrom(
        '{0}',
        '{1}',
        '{2}',
        '{0,}',
        '{1,}',
        '{2,}',
        '{0,1}',
        '{0,2}',
        '{1,3}',
        '{2,3}',
        '{700}',
        '{0,900}',
      ),
    ),
    fc.constantFrom('', '', '?'),
  )
  .map((parts) => parts.join(''))

const opening = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('(') },
  { weight: 3, arbitrary: fc.constantFrom('(?:') },
  fc.constantFrom('(?=', '(?!', '(?<=', '(?<!'),
  fc.constantFrom('(?<x>', '(?<y>'),
)

const { pattern } = fc.letrec<{ pattern: string; part: string; atom: string }>((tie) => ({
  pattern: fc
    .array(fc.array(tie('part'), { maxLength: 4 }), { minLength: 1, maxLength: 3 })
    .map((branches) => branches.map((parts) => parts.join('')).join('|')),
  part: fc.oneof(
    { maxDepth: 5 },
    tie('atom'),
    assertion,
    fc.tuple(tie('atom'), quantifier).map((parts) => parts.join('')),
  ),
  atom: fc.oneof(
    { maxDepth: 5, depthSize: 'medium' },
    character,
    { weight: 1, arbitrary: classEscape },
    { weight: 1, arbitrary: fc.constant('.') },
    { weight: 1, arbitrary: characterClass },
    { weight: 1, arbitrary: reference },
    { weight: 4, arbitrary: fc.tuple(opening, tie('pattern')).map(([open, body]) => `${open}${body})`) },
  ),
}))

/** Patterns of all kinds that RegExp accepts. */
export const randomPattern: fc.Arbitrary<string> = pattern.filter(isAccepted)

function isAccepted(source: string): boolean {
  try {
    return new RegExp(source).source !== ''
  } catch {
    return false
  }
}
