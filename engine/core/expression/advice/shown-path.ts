import type { PathElement } from '../insight/place.ts'

/** A path as it stands in an expression: `payload.*.c`; a name that is more than letters is in backquotes. */
export const shownPath = (path: readonly PathElement[]): string =>
  path.map((element) => (typeof element === 'string' ? shownName(element) : element.wild)).join('.')

const shownName = (name: string): string =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name.slice(0, 60)}\``
