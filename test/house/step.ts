/** What a step of the check found: how much it looked at, and what is wrong (empty if nothing is). */
export type Outcome = { readonly lookedAt: string; readonly problems: string }

/** One thing that is checked. It throws if it cannot be done, or if it looked at nothing. */
export type Step = { readonly name: string; readonly run: () => Promise<Outcome> }

/** `3 files`; throws on none, since a check that looked at nothing has not passed. */
export function counted(count: number, what: string): string {
  if (count === 0) throw new Error(`looked at no ${what}: expected at least one`)
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
