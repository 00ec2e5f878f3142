const noMemory =
  'an expression knows one event alone: "millrace docs functions" says under "The value before" how to compare it with others'

/** Functions as other languages call them, with the names that they have here; of several, the first that there is. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  avg: ['average'],
  mean: ['average'],
  std: ['stddev'],
  stdev: ['stddev'],
  standarddeviation: ['stddev'],
  sd: ['stddev'],
  var: ['variance'],
  percentile: ['quantile'],
  minimum: ['min'],
  maximum: ['max'],
  total: ['sum'],
  unique: ['distinctCount', 'distinct'],
  pow: ['power'],
  ceiling: ['ceil'],
  len: ['length'],
  size: ['count'],
  tonumber: ['number'],
  parsefloat: ['number'],
  parseint: ['number'],
  float: ['number'],
  int: ['number'],
  tostring: ['string'],
  str: ['string'],
  tojson: ['string'],
  stringify: ['string'],
  concat: ['join'],
  bool: ['boolean'],
  upper: ['uppercase'],
  lower: ['lowercase'],
  touppercase: ['uppercase'],
  tolowercase: ['lowercase'],
  includes: ['contains'],
  substr: ['substring'],
  ifnull: ['exists'],
  isset: ['exists'],
  assign: ['merge'],
  tofixed: ['round'],
  date: ['now'],
  timestamp: ['millis'],
  toisostring: ['fromMillis'],
  haversine: ['geoDistance'],
  distance: ['geoDistance'],
  convert: ['unitConvert'],
  sha256: ['hash'],
  sha1: ['hash'],
  md5: ['hash'],
  datetrunc: ['timeTruncate'],
  weekday: ['timeParts'],
  dayofweek: ['timeParts'],
  vlookup: ['tableValue'],
}

/** What is no function here, and how it is done. */
const otherWays: Readonly<Record<string, string>> = {
  startswith: 'write $contains(payload.name, /^ab/)',
  endswith: 'write $contains(payload.name, /ab$/)',
  ifelse: 'write condition ? value : other value',
  iif: 'write condition ? value : other value',
  if: 'write condition ? value : other value',
  isnull: 'write = null, or $not($exists(payload.name))',
  isempty: 'write $not($exists(payload.name)), or payload.name = ""',
  regex: 'write a regular expression between slashes: $contains(payload.name, /^ab/)',
  test: 'write a regular expression between slashes: $contains(payload.name, /^ab/)',
  previous: noMemory,
  prev: noMemory,
  lag: noMemory,
  delta: noMemory,
  diff: noMemory,
}

/** How to do what a function does elsewhere that there is none for. */
export const otherWayOf = (name: string): string | undefined =>
  Object.hasOwn(otherWays, name.toLowerCase()) ? otherWays[name.toLowerCase()] : undefined

/** What a function is called here that is called so elsewhere, if it is among those there are. */
export function otherNameOf(name: string, known: readonly string[]): string | undefined {
  const lower = name.toLowerCase()
  const same = known.find((one) => one.toLowerCase() === lower)
  if (same !== undefined) return same
  const others = Object.hasOwn(otherNames, lower) ? otherNames[lower] : undefined
  return others?.find((other) => known.includes(other))
}

/** Those that are only in the aggregates of a window. */
export const onlyInWindow = (name: string): string | undefined => otherNameOf(name, ['rate', 'timeAverage'])
