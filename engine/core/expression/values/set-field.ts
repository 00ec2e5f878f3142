/**
 * How a field is set and the others are kept, for who wrote `payload.a.b = 5` or the like. `value` is what it shall be, if
 * that can be shown.
 */
export function setField(path: string, value?: string): string {
  const names = path.split('.')
  const shown = value === undefined || value === '' || value.length > longestShown ? undefined : value
  const [first, ...more] = names.slice(names.indexOf('payload') + 1)
  if (first === undefined) {
    return `nothing is assigned here, the value is the new payload: write ${shown ?? 'it alone'}`
  }
  return `nothing is assigned here; a payload with another ${first} is ${merged('payload', [first, ...more], shown ?? '5')}`
}

const longestShown = 60

function merged(object: string, [name, ...more]: readonly string[], value: string): string {
  const inner = more.length === 0 ? value : merged(`${object}.${name}`, more, value)
  return `$merge([${object}, { "${name}": ${inner} }])`
}
