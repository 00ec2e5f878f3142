import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Listening, listenNear } from '../broker/listen-near.ts'
import type { LiveCounts } from './live-counts.ts'

export interface CountsPage {
  readonly listening: Listening
  close(): void
}

/**
 * A page with the counts, on the loopback interface: `/`, `/counts` as JSON, down to each node, `/livez` for a
 * supervisor.
 */
export async function servePage(wanted: number, counts: () => LiveCounts): Promise<CountsPage> {
  const server: Server = createServer((request, response) => answer(request, response, counts))
  const listening = await listenNear(server, wanted)
  return {
    listening,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function answer(request: IncomingMessage, response: ServerResponse, counts: () => LiveCounts): void {
  // A page elsewhere whose name was made to point here does not get to see anything.
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? '')) {
    send(response, 421, 'text/plain', 'ask for 127.0.0.1 or localhost\n')
    return
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    send(response, 405, 'text/plain', 'only GET is answered here\n')
    return
  }
  const [path] = (request.url ?? '/').split('?')
  if (path === '/livez') send(response, 200, 'text/plain', 'ok\n')
  else if (path === '/counts') send(response, 200, 'application/json', `${JSON.stringify(counts())}\n`)
  else if (path === '/') send(response, 200, 'text/html', page(counts()))
  else send(response, 404, 'text/plain', 'there are /, /counts and /livez\n')
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  response.end(body)
}

function page({ flows, received, sent, waiting, deadLetters }: LiveCounts): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="2">
<title>Millrace</title>
<h1>Millrace</h1>
<ul>
<li>${flows} flows running</li>
<li>${received} messages in</li>
<li>${sent} messages out, ${waiting} of them not sent or not acknowledged yet</li>
<li>${deadLetters} dead letters</li>
</ul>
<p><a href="/counts">The counts of each node</a></p>
`
}
