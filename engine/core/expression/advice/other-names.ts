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
  datetrunc: ['timeTruncate'],
  weekday: ['timeParts'],
  dayofweek: ['timeParts'],
  vlookup: ['tableValue'],
}

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
