/** How to reach a server by HTTP: a named connection, read, with its secrets. Not to be printed: use `shown`. */
export interface HttpSettings {
  readonly name: string
  /** The base address, without user and password, and without a query. */
  readonly url: string
  /** What is sent with each request, by names in small letters: also who we are to the server. */
  readonly headers: Readonly<Record<string, string>>
  /** PEM texts. */
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  /** False: the server's certificate is not checked. */
  readonly rejectUnauthorized: boolean
  /** So many requests of one flow are under way at once. */
  readonly concurrency: number
  /** Of the body of an answer, bytes; counted when it is unpacked. */
  readonly largestAnswer: number
}

/** The connection as it may be shown. A path can be a secret, as that of a webhook is. */
export const shown = ({ name, url }: HttpSettings): string => `connection "${name}" (${new URL(url).origin})`
