type Shown = Readonly<Record<string, string | undefined>>

/** A node in one line: which events, of what, for whom. */
export function saysOf(shown: Shown): string {
  const { per } = shown
  return `${whichOnes(shown)} ${ofWhat(shown)}${per === undefined ? '' : `, per ${per}`}`
}

function whichOnes({ n = '1', from = '1', by, order = 'desc', ties }: Shown): string {
  const end = by === undefined ? (order === 'asc' ? 'first' : 'last') : order === 'asc' ? 'lowest' : 'highest'
  const count =
    from !== '1' ? `ranks ${from} to ${n} of the ${end}` : n === '1' ? `the ${end}` : `the ${n} ${end}`
  const equal = ties === 'with' && by !== undefined ? ', with all that are equal,' : ''
  return `${count}${by === undefined ? (n === '1' ? ' event' : ' events') : ` by ${by}`}${equal}`
}

function ofWhat({ shape, size, every }: Shown): string {
  if (shape === 'running') return 'so far'
  return shape === 'hopping' ? `over ${size}, every ${every}` : `over each ${size}`
}
