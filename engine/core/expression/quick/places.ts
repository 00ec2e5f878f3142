/** How far a pool is used up, and a way back to there. */
type Mark = () => () => void

const marks: Mark[] = []

/** Hands out the places of a pool in their order, and then `shared` to all. */
export function placesOf<Place>(pool: readonly Place[], shared: Place): () => Place {
  let taken = 0
  marks.push(() => {
    const before = taken
    return () => {
      taken = before
    }
  })
  return () => pool[taken++] ?? shared
}

/** For each name what the next place in the pool makes of it; for names beyond that, what `shared` makes. */
export function perName<Made>(
  pool: readonly ((name: string) => Made)[],
  shared: (name: string) => Made,
): (name: string) => Made {
  const known = new Map<string, Made>()
  marks.push(() => {
    const before = known.size
    return () => {
      for (const name of [...known.keys()].slice(before)) known.delete(name)
    }
  })
  return (name) => {
    const made = known.get(name) ?? (pool[known.size] ?? shared)(name)
    if (known.size < pool.length) known.set(name, made)
    return made
  }
}

/** What is made, if `isKept` says so; otherwise the places that it took are free again. */
export function reserving<Made>(make: () => Made, isKept: (made: Made) => boolean): Made {
  const restore = marks.map((mark) => mark())
  const made = make()
  if (!isKept(made)) for (const back of restore) back()
  return made
}
