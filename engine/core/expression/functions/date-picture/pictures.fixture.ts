import * as fc from 'fast-check'

const pick = fc.constantFrom
const rarely = (weight: number, ...values: string[]) =>
  fc.oneof({ weight, arbitrary: fc.constant('') }, pick(...values))
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''))

const component = fc.oneof(
  { weight: 6, arbitrary: pick(...'YMDHms') },
  { weight: 3, arbitrary: pick(...'dFWwXxhfPZz') },
  { weight: 1, arbitrary: pick(...'CE') },
)
const presentation = fc.oneof(
  { weight: 6, arbitrary: pick('', '1', '01', '001', '0001', '#1', '#0', '##01', '00') },
  { weight: 4, arbitrary: pick('n', 'N', 'Nn', 'w', 'W', 'Ww', 'i', 'I', 'a', 'A') },
  {
    weight: 1,
    arbitrary: pick(..."#,##0 0,00,0 9.999 1:01 01:01 0101 00000 0'0 01.01 1,000 ##,#0,#".split(' ')),
  },
  { weight: 1, arbitrary: pick(...'٠١ ०००१ 0٠ x Wx Nx nn 1;o ; -01'.split(' ')) },
)
const width = rarely(5, ',2', ',3', ',4', ',*-2', ',3-3', ',2-4', ',*-4', ',*', ',1-1', ',*-0', ',6')
const inside = joined(component, rarely(9, ' ', '\n'), presentation, rarely(6, 'o', 't', 'c', 'a'), width)
const marker = fc.oneof(
  { weight: 40, arbitrary: inside.map((text) => `[${text}]`) },
  { weight: 1, arbitrary: pick('[q]', '[]', '[Y', '[ ]') },
)
const literal = pick(...'-|/| |T|:|.|, | of |[[|]]|]|é|1|| a |(|+|Z'.split('|'))
const common = pick(
  '[Y0001]-[M01]-[D01]',
  '[Y]-[M]-[D] [H]:[m]',
  '[Y0001][M01][D01]T[H01][m01][s01]',
  '[H]:[m]:[s].[f001][Z]',
  '[H01]:[m01] [z]',
  '[Z]',
  '[Z0001]',
  '[h] [PN]',
  '[D]. [MN] [Y,2]',
  '[D1o] [MNn] [Y]',
  '[FNn], [D] [MNn,3-3] [Y] [h]:[m] [P]',
  '[Dwo] of [Mw], [Yw]',
  '[DI] [Ma] [Y]',
  '[Y] [d001]',
  '[X]-W[W]-[F1]',
)

export const picture = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(joined(marker, literal), { minLength: 1, maxLength: 6 })
      .map((texts) => texts.join('')),
  },
  { weight: 1, arbitrary: joined(common, fc.oneof(fc.constant(''), joined(literal, marker))) },
)

export const instant = fc.oneof(
  fc.integer({ min: Date.UTC(-100, 0, 1), max: Date.UTC(9999, 11, 31) }),
  fc.integer({ min: Date.UTC(1970), max: Date.UTC(2040) }),
  fc.integer({ min: -86_400_000, max: 86_400_000 }),
  // The weeks in which years and months meet.
  fc
    .tuple(
      fc.integer({ min: 1990, max: 2040 }),
      pick(0, 1, 2, 11),
      fc.integer({ min: -7, max: 7 }),
      pick(0, 11, 12),
    )
    .map(([year, month, day, hour]) => Date.UTC(year, month, day, hour)),
)

export const zone = fc.oneof(
  fc.constant(undefined),
  pick('+0100', '-0500', '+0530', '+1400', '-1200', '0000', '0', '+0000', '-0000', '930', '+0060', '5'),
)

const change = fc.tuple(
  pick('none', 'delete', 'insert', 'replace', 'repeat', 'case'),
  fc.double({ min: 0, max: 1, noNaN: true }),
  pick(...'0917 -:/+Z,th.andé', 'and', 'twenty', ' '),
)

/** What changes a text a little, in at most two places. */
export const mutation = fc.tuple(change, change).map((changes) => (text: string) => {
  let changed = text
  for (const [kind, where, by] of changes) {
    const at = Math.floor(where * changed.length)
    const [before, one, after] = [changed.slice(0, at), changed.slice(at, at + 1), changed.slice(at + 1)]
    const other = one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase()
    const middles = { none: one, delete: '', insert: by + one, replace: by, repeat: one + one, case: other }
    changed = before + middles[kind] + after
  }
  return changed
})
