const few = 8

/**
 * A map that mostly holds few entries: they are found faster in a list than by hashing, above all where names are
 * large numbers. Beyond a few a real map takes over. Undefined is no value.
 */
export class SmallMap<Name, Value> {
  private readonly names: Name[] = []
  private readonly held: Value[] = []
  private many: Map<Name, Value> | undefined

  get size(): number {
    return this.many === undefined ? this.names.length : this.many.size
  }

  get(name: Name): Value | undefined {
    if (this.many !== undefined) return this.many.get(name)
    const at = this.at(name)
    return at < 0 ? undefined : this.held[at]
  }

  set(name: Name, value: Value): void {
    if (this.many !== undefined) {
      this.many.set(name, value)
      return
    }
    const at = this.at(name)
    if (at >= 0) {
      this.held[at] = value
    } else if (this.names.length < few) {
      this.names.push(name)
      this.held.push(value)
    } else {
      this.many = new Map(this.entries())
      this.names.length = this.held.length = 0
      this.many.set(name, value)
    }
  }

  delete(name: Name): void {
    if (this.many !== undefined) {
      this.many.delete(name)
      return
    }
    const at = this.at(name)
    if (at < 0) return
    // The last one takes its place: the order of entries is nobody's business.
    const last = this.names.length - 1
    this.names[at] = this.names[last] as Name
    this.held[at] = this.held[last] as Value
    this.names.length = this.held.length = last
  }

  /** In no particular order. */
  values(): Value[] {
    return this.many === undefined ? this.held.slice() : [...this.many.values()]
  }

  /** In no particular order. */
  entries(): [Name, Value][] {
    if (this.many !== undefined) return [...this.many]
    return this.names.map((name, at) => [name, this.held[at] as Value])
  }

  /** Where a name stands among the few, from the newest back; -1 where it is not. */
  private at(name: Name): number {
    const { names } = this
    let at = names.length - 1
    while (at >= 0 && names[at] !== name) at--
    return at
  }
}
