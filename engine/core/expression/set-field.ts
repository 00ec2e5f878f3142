/** How a field is set and the others are kept, for who wrote `payload.a.b = 5` or the like. */
export function setField(path: string): string {
  const names = path.split('.')
  const [first = 'x', ...more] = names.slice(names.indexOf('payload') + 1)
  return `nothing is assigned here; a payload with another ${first} is ${merged('payload', first, more)}`
}

function merged(object: string, name: string, [next, ...more]: readonly string[]): string {
  const value = next === undefined ? '5' : merged(`${object}.${name}`, next, more)
  return `$merge([${object}, { "${name}": ${value} }])`
}
