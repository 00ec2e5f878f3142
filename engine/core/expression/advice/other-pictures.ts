/** Parts of dates and times as other languages write them, and as a picture has them. */
const parts: readonly (readonly [RegExp, string])[] = [
  [/%Y|[Yy]{4}/g, '[Y0001]'],
  [/%m|MM/g, '[M01]'],
  [/%d|DD|dd/g, '[D01]'],
  [/%H|HH/g, '[H01]'],
  [/%M|mm/g, '[m01]'],
  [/%S|ss/g, '[s01]'],
  [/SSS/g, '[f001]'],
]

/** A picture for what is written with `YYYY-MM-DD HH:mm` or `%Y-%m-%d`; undefined where nothing of that is in it. */
export function picturedAs(format: string): string | undefined {
  const made = parts.reduce((text, [part, picture]) => text.replaceAll(part, picture), format)
  return made === format ? undefined : made
}
