/** A path as it stands in an expression. */
export const shownPath = (path: readonly string[]): string =>
  path.map((name) => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name.slice(0, 60)}\``)).join('.')
