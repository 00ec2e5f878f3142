/**
 * Something that is wrong, or doubtful, in a flow document, found before anything runs.
 *
 * `code` is stable and kebab-case; `place` is the path in the document (`['nodes', 'warm', 'condition']`), `line` and
 * `column` count from 1 and are there where the text is known. `message` says what is wrong without naming the node or
 * setting, which stand beside it; `formatProblem` puts them together.
 */
export interface Problem {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'note'
  readonly message: string
  readonly place: readonly (string | number)[]
  /** The file's name, where whoever asked for the check gave one. */
  readonly file?: string
  /** The flow's id. */
  readonly flow?: string
  readonly node?: string
  readonly setting?: string
  readonly expected?: string
  readonly remedy?: string
  readonly line?: number
  readonly column?: number
}
