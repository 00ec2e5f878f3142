type Shown = Readonly<Record<string, string | undefined>>

/** A window in one line: what it computes, over what, for whom. */
export function saysOf(shown: Shown): string {
  const { aggregates = '', per } = shown
  return `${aggregates} ${overWhat(shown)}${per === undefined ? '' : `, per ${per}`}`
}

function overWhat(shown: Shown): string {
  const {
    shape = 'tumbling',
    size,
    every,
    step,
    gap,
    unit = 'day',
    zone,
    events,
    everyEvents,
    opens,
    closes,
  } = shown
  switch (shape) {
    case 'hopping':
      return `over ${size}, every ${every}`
    case 'cumulate':
      return `over each ${size} so far, every ${step}`
    case 'sliding':
      return `over the ${size} before each event`
    case 'session':
      return `over events with less than ${gap} between them`
    case 'calendar':
      return `over each ${unit}${zone === 'UTC' ? ' (UTC)' : ` in ${zone}`}`
    case 'count':
      return `over ${events} events${everyEvents === undefined ? '' : `, every ${everyEvents}`}`
    case 'state':
      return closes === undefined ? `while ${opens}` : `from ${opens} to ${closes}`
    default:
      return `over each ${size}`
  }
}
