/**
 * How a field is set and the others are kept, for who wrote `payload.a.b = 5` or the like. Where it is the payload as a
 * whole, `value` is what it shall be, if that can be shown.
 */
export function setField(path: string, value?: string): string {
  const names = path.split('.')
  const [first, ...more] = names.slice(names.indexOf('payload') + 1)
  if (first === undefined) {
    const shown = value === undefined || value === '' || value.length > longestShown ? 'it alone' : value
    return `nothing is assigned here, the value is the new payload: write ${shown}`
  }
  return `nothing is assigned here; a payload with another ${first} is ${merged('payload', first, more)}`
}

const longestShown = 60

function merged(object: string, name: string, [next, ...more]: readonly string[]): string {
  const value = next === undefined ? '5' : merged(`${object}.${name}`, next, more)
  return `$merge([${object}, { "${name}": ${value} }])`
}
