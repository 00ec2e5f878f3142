/** The width modifier of a marker: `,2`, `,2-4` or `,*-4`. What is not a number says nothing, like `*`. */
export interface Width {
  readonly least: number
  /** Infinity where there is none. */
  readonly most: number
}

export const ANY_WIDTH: Width = { least: 0, most: Number.POSITIVE_INFINITY }

export function widthOf(modifier: string): Width {
  const dash = modifier.indexOf('-')
  if (dash === -1) return { least: bound(modifier) ?? 0, most: ANY_WIDTH.most }
  return {
    least: bound(modifier.slice(0, dash)) ?? 0,
    most: bound(modifier.slice(dash + 1)) ?? ANY_WIDTH.most,
  }
}

function bound(text: string): number | undefined {
  const value = Number.parseInt(text, 10)
  return value >= 0 ? value : undefined
}
