/** What a regular expression has found. */
export interface RegexMatch {
  readonly start: number
  readonly end: number
  readonly text: string
  /** What each group matched, undefined for those that took no part. */
  readonly groups: readonly (string | undefined)[]
}
