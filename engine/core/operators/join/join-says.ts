type Shown = Readonly<Record<string, string | undefined>>

/** A join in one line. */
export function saysOf(shown: Shown): string {
  const { kind = 'interval', match = 'inner', from, to, shape, size, every, step, direction } = shown
  const what = types[match] ?? types['inner']
  if (kind === 'window') {
    const more = shape === 'hopping' ? `, every ${every}` : shape === 'cumulate' ? `, growing by ${step}` : ''
    return `${what} in the same ${size}${more}`
  }
  if (kind === 'as-of')
    return `${what === types['left'] ? 'each left event with' : 'left events that have one with'} the ${
      direction === 'after' ? 'next right event' : 'right event in force'
    }`
  return `${what} from ${from} to ${to} later`
}

const types: Readonly<Record<string, string>> = {
  inner: 'left events with right ones',
  left: 'all left events, with right ones',
  right: 'right events, with left ones if there are any,',
  full: 'all events, left and right ones together,',
  semi: 'left events with a right one',
  anti: 'left events without a right one',
}
