/**
 * The measure of the comparison: what a good engineer writes by hand, with mqtt.js and RxJS, for
 * "readings above 20 degrees, marked as hot". Run as `node script.ts mqtt://HOST:PORT QOS`.
 */
import { Socket } from 'node:net'
import { connect } from 'mqtt'
import { filter, fromEvent, map } from 'rxjs'
import { inputFilter, outputTopic } from './messages.ts'

type Reading = Readonly<{ id: number; device: string; c: number; ts: number }>

const [url = 'mqtt://127.0.0.1:1883', level] = process.argv.slice(2)
const qos = level === '1' ? 1 : 0
const client = connect(url)

client.on('connect', () => {
  // mqtt.js has no option for it, and makes a new stream at each reconnect
  if (client.stream instanceof Socket) client.stream.setNoDelay(true)
})

fromEvent(client, 'message', (_topic: string, payload: Buffer) => payload)
  .pipe(
    map((payload): Reading => JSON.parse(payload.toString())),
    filter(({ c }) => c > 20),
    map((reading) => ({ ...reading, hot: true })),
  )
  .subscribe((reading) => client.publish(outputTopic, JSON.stringify(reading), { qos }))

client.subscribe(inputFilter, { qos }, (error) => {
  if (error) throw error
  console.error('running')
})

process.once('SIGTERM', () => client.end(true, () => process.exit()))
