import { either, type Origin, plain, type Scope, unknown } from './origin.ts'

/** The variables that are seen at a place, while an expression is gone through. */
export class Variables {
  private scope: Scope = { names: new Map(), outer: undefined, branches: 0 }

  /** Those seen at this moment: what is handed to `enter` to see them again. */
  get seen(): Scope {
    return this.scope
  }

  get names(): readonly string[] {
    return [...new Set([...this.outwards()].toReversed().flatMap(({ names }) => [...names.keys()]))]
  }

  /** A block or function begins; what is assigned in it is seen only there. Gives what to go back to. */
  enter(outer: Scope = this.scope): Scope {
    const around = this.scope
    this.scope = { names: new Map(), outer, branches: 0 }
    return around
  }

  leave(around: Scope): void {
    this.scope = around
  }

  has(name: string): boolean {
    for (const { names } of this.outwards()) if (names.has(name)) return true
    return false
  }

  /** One that nobody has assigned may be bound from outside. */
  valueOf(name: string): Origin {
    for (const { names } of this.outwards()) {
      const origin = names.get(name)
      if (origin !== undefined) return origin
    }
    return unknown
  }

  /** In a part that may be left out it keeps what it may have been. */
  assign(name: string, origin: Origin = plain): void {
    const { names, branches } = this.scope
    names.set(name, branches === 0 ? origin : either(this.valueOf(name), origin))
  }

  private *outwards(): Generator<Scope> {
    for (let at: Scope | undefined = this.scope; at !== undefined; at = at.outer) yield at
  }
}
