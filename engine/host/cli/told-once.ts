/**
 * Lets several flows tell what concerns them all (a broker that is away) only once: what one of them has told, the
 * others need not say again. When the same one says it again, it has happened again.
 */
export function toldOnce(tell: (text: string) => void): (flow: string, text: string) => void {
  const tellers = new Map<string, Set<string>>()
  return (flow, text) => {
    const known = tellers.get(text)
    if (known !== undefined && !known.has(flow)) {
      known.add(flow)
      return
    }
    tellers.delete(text)
    tellers.set(text, new Set([flow]))
    for (const oldest of tellers.keys()) if (tellers.size > most) tellers.delete(oldest)
    tell(text)
  }
}

/** So many texts are remembered. */
const most = 100
