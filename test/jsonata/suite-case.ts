/** A case of JSONata's official suite. */
export interface SuiteCase {
  /** Group and name, for a person. */
  readonly name: string
  readonly expression: string
  readonly input: unknown
  readonly bindings: Readonly<Record<string, unknown>>
  /** The limit that the case runs under, in nested steps of the official interpreter, where it has one. */
  readonly depth: number | undefined
  readonly expected: Expected
}

/** What is to come out. */
export type Expected =
  | { readonly value: unknown; readonly isUnordered: boolean }
  | { readonly code: string; readonly token: string | undefined }
