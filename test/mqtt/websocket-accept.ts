import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** What a server says to a client that asks for a WebSocket (RFC 6455, 4.2.2). `subprotocol`: none is said where it is empty. */
export function websocketAccept(headers: IncomingHttpHeaders, subprotocol = 'mqtt'): string {
  const accept = createHash('sha1')
    .update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64')
  return [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${accept}`,
    ...(subprotocol === '' ? [] : [`Sec-WebSocket-Protocol: ${subprotocol}`]),
    '\r\n',
  ].join('\r\n')
}
