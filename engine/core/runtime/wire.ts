/** A wire as seen from the node it leads to. */
export interface Wire {
  readonly from: string
  readonly port: string
  readonly input: string
}
