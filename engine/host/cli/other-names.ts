/** What other tools, or the kind of thing itself, call what operators do here. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  mqtt: ['mqtt-in', 'mqtt-out'],
  file: ['file-in'],
  csv: ['file-in'],
  rbe: ['change'],
  'report-by-exception': ['change'],
  debug: ['log'],
  print: ['log'],
  function: ['map', 'filter'],
  template: ['map'],
  transform: ['map'],
  select: ['map'],
  where: ['filter'],
  delay: ['throttle', 'debounce'],
  'rate-limit': ['throttle'],
  trigger: ['debounce', 'absence'],
  inject: ['timer'],
  cron: ['timer'],
  schedule: ['timer'],
  interval: ['timer'],
  join: ['window'],
  batch: ['window'],
  aggregate: ['window'],
  average: ['window'],
  smooth: ['window'],
  sort: ['window'],
  watchdog: ['absence'],
  timeout: ['absence'],
  heartbeat: ['absence'],
  unique: ['dedupe'],
  distinct: ['dedupe'],
  route: ['switch'],
  connection: ['connections'],
  broker: ['connections'],
  'mqtt-broker': ['connections'],
}

/** The names here for what is called otherwise elsewhere; those of them that are known. */
export function namesHere(name: string, known: ReadonlySet<string>): readonly string[] {
  const names = Object.hasOwn(otherNames, name.toLowerCase()) ? otherNames[name.toLowerCase()] : undefined
  return (names ?? []).filter((one) => known.has(one))
}
