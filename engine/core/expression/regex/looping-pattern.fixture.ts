import * as fc from 'fast-check'

const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  pattern: fc
    .array(fc.array(tie('part'), { maxLength: 2 }), { minLength: 1, maxLength: 2 })
    .map((branches) => branches.map((parts) => parts.join('')).join('|')),
  part: fc.oneof({ maxDepth: 4, depthSize: 'medium' }, fc.constantFrom('a', 'b', 'a?', 'b*', 'a*'), {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom('(', '(?:'),
        tie('pattern'),
        fc.constantFrom(')*', ')*', ')+', ')?', ')*?', ')', '){0,2}'),
      )
      .map((parts) => parts.join('')),
  }),
}))

/** Loops in loops that may match nothing: where what a search remembers is most easily wrong. */
export const loopingPattern: fc.Arbitrary<string> = pattern.filter((source) => source.length < 60)

/** Texts for which such a pattern cannot keep RegExp for long. */
export const loopingText = fc
  .array(fc.constantFrom('a', 'b'), { maxLength: 5 })
  .map((parts) => parts.join(''))
