/** For each name what the next place in the pool makes of it; for names beyond that, what `shared` makes. */
export function perName<Made>(
  pool: readonly ((name: string) => Made)[],
  shared: (name: string) => Made,
): (name: string) => Made {
  const known = new Map<string, Made>()
  return (name) => {
    const made = known.get(name) ?? (pool[known.size] ?? shared)(name)
    if (known.size < pool.length) known.set(name, made)
    return made
  }
}
