const few = 8

/**
 * A map that mostly holds one entry or a few. One is held in place, a few in lists, where they are found faster than by
 * hashing, above all where names are large numbers; beyond that a real map takes over. Undefined is no value.
 */
export class SmallMap<Name, Value> {
  private name: Name | undefined
  private value: Value | undefined
  private names: Name[] | undefined
  private held: Value[] | undefined
  private many: Map<Name, Value> | undefined

  get size(): number {
    if (this.value !== undefined) return 1
    return this.many?.size ?? this.names?.length ?? 0
  }

  get(name: Name): Value | undefined {
    if (this.value !== undefined) return this.name === name ? this.value : undefined
    if (this.many !== undefined) return this.many.get(name)
    return this.held?.[this.at(name)]
  }

  /** Sets a value and gives the one before. */
  put(name: Name, value: Value): Value | undefined {
    const previous = this.get(name)
    if (previous !== value) this.set(name, value)
    return previous
  }

  set(name: Name, value: Value): void {
    if (this.value !== undefined && this.name === name) this.value = value
    else if (this.size === 0) this.keepOne(name, value)
    else if (this.many !== undefined) this.many.set(name, value)
    else this.setAmongFew(name, value)
  }

  delete(name: Name): void {
    if (this.value !== undefined) {
      if (this.name === name) this.keepOne(undefined, undefined)
      return
    }
    if (this.many !== undefined) {
      this.many.delete(name)
      return
    }
    const at = this.at(name)
    if (at < 0) return
    this.names?.splice(at, 1)
    this.held?.splice(at, 1)
  }

  /** In no particular order. */
  values(): Value[] {
    return this.entries().map(([, value]) => value)
  }

  /** In no particular order. */
  entries(): [Name, Value][] {
    if (this.value !== undefined) return [[this.name as Name, this.value]] // a value has its name
    if (this.many !== undefined) return [...this.many]
    return (this.names ?? []).map((name, at) => [name, this.held?.[at] as Value])
  }

  private keepOne(name: Name | undefined, value: Value | undefined): void {
    this.name = name
    this.value = value
    this.names = this.held = this.many = undefined
  }

  private setAmongFew(name: Name, value: Value): void {
    if (this.value !== undefined) {
      this.names = [this.name as Name] // a value has its name
      this.held = [this.value]
      this.name = this.value = undefined
    }
    const { names = [], held = [] } = this
    const at = this.at(name)
    if (at >= 0) {
      held[at] = value
    } else if (names.length < few) {
      names.push(name)
      held.push(value)
    } else {
      this.many = new Map(this.entries()).set(name, value)
      this.names = this.held = undefined
    }
  }

  /** Where a name stands among the few, from the newest back; -1 where it is not. */
  private at(name: Name): number {
    const { names = [] } = this
    let at = names.length - 1
    while (at >= 0 && names[at] !== name) at--
    return at
  }
}
