import * as http from 'node:http'
import * as https from 'node:https'
import { isSecure } from '../connections/check-certificates.ts'
import type { HttpSettings } from './http-settings.ts'

/** A connection with what carries its requests. */
export interface Link {
  readonly settings: HttpSettings
  /** Keeps sockets open from one request to the next. */
  readonly agent: http.Agent
  readonly request: (url: URL, options: http.RequestOptions) => http.ClientRequest
}

export function linkTo(settings: HttpSettings): Link {
  const { concurrency: maxSockets, rejectUnauthorized, url } = settings
  const { ca, cert, key } = settings
  if (!isSecure(url))
    return { settings, agent: new http.Agent({ keepAlive: true, maxSockets }), request: http.request }
  const agent = new https.Agent({ keepAlive: true, maxSockets, ca, cert, key, rejectUnauthorized })
  return { settings, agent, request: https.request }
}
