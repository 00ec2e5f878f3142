/** A field of a named connection, as help and reference show it. */
export interface ConnectionField {
  readonly name: string
  /** What is written there. */
  readonly value: string
  readonly summary: string
}
