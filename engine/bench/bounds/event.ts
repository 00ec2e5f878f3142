const many = <Made>(count: number, make: (at: number) => Made): readonly Made[] =>
  Array.from({ length: count }, (_, at) => make(at))

const record = <Made>(count: number, make: (at: number) => Made): Readonly<Record<string, Made>> =>
  Object.fromEntries(many(count, (at) => [`field${at}`, make(at)]))

const nested = (depth: number): unknown => (depth === 0 ? [] : [nested(depth - 1)])

/** A list of lists, or of objects, in all of whose branches there is nothing but the next. */
const branching = (levels: number, wrap: (inner: unknown) => unknown): unknown =>
  levels === 0 ? [] : many(4, () => wrap(branching(levels - 1, wrap)))

/** What the attacks go over and over: an event as large and as awkward as somebody may send it. */
export const event = {
  topic: 'plant/hall/temperature',
  time: 1_790_000_000_000,
  numbers: many(20_000, (at) => at),
  fractions: many(20_000, (at) => at / 7),
  texts: many(20_000, (at) => `text ${at}`),
  booleans: many(20_000, (at) => at % 2 === 0),
  numerals: many(20_000, (at) => `${at}.5`),
  objects: many(20_000, (at) => ({ v: at, n: { w: at % 7, t: `t${at}` } })),
  sameObjects: many(20_000, () => ({ v: 1, n: { w: 1, t: 'same' } })),
  fewObjects: many(1_000, (v) => ({ v, w: { v } })),
  wide: record(100_000, (at) => at),
  wideAgain: record(100_000, (at) => at),
  empties: many(100_000, () => []),
  emptyObjects: many(100_000, () => ({})),
  nested: many(500, () => nested(200)),
  lists: branching(8, (inner) => inner),
  records: branching(7, (a) => ({ a })),
  latin: 'x'.repeat(1_000_000),
  words: 'ab cd '.repeat(200_000),
  twoByte: 'é€'.repeat(500_000),
  emoji: '😀'.repeat(500_000),
  cyrillic: 'Ж'.repeat(1_000_000),
  base64: 'QUJD'.repeat(250_000),
  encoded: '%E2%82%AC'.repeat(100_000),
  corners: many(1_000, (at) => [at / 100, at % 7]),
  rows: many(1_000, (id) => ({ id, site: 'hall', value: id * 2 })),
  filter: 'plant/'.repeat(1_000),
}
