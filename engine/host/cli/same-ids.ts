/** A flow by its id and the file it is from. */
export interface FlowFile {
  readonly file: string
  readonly id: string
}

/**
 * What is wrong with flows that are to run beside each other: those with the same id would take each other's session at
 * the broker, and could not be told apart. A line for each id that stands in several files.
 */
export function sameIds(flows: readonly FlowFile[]): readonly string[] {
  const files = Map.groupBy(flows, ({ id }) => id)
  return [...files]
    .filter(([, same]) => same.length > 1)
    .map(([id, same]) => {
      const names = same.map(({ file }) => file).join(', ')
      return `the flow id "${id}" stands in ${same.length} files: ${names}; give each flow an id of its own`
    })
}
