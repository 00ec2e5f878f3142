import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConnections } from '../../engine/host/connectors/connections/read-connections.ts'
import { Certificates } from './certificates.ts'

const certificates = new Certificates()
certificates.sign('line')
certificates.sign('other')
writeFileSync(join(certificates.folder, 'junk'), '{ "no": "PEM" }')
writeFileSync(join(certificates.folder, 'half'), certificates.read('line.pem').slice(0, 200))
afterAll(() => certificates.remove())

const read = (fields: object, url: string) =>
  readConnections(JSON.stringify({ plant: { url, ...fields } }), join(certificates.folder, 'c.json'))

test.each([
  [{ ca: 'junk' }, 'ca: expected a file with a certificate'],
  [{ ca: 'half' }, 'ca: expected a file with a certificate'],
  [{ ca: 'ca.key' }, 'ca: expected a file with a certificate'],
  [{ cert: 'junk', key: 'line.key' }, 'cert: expected a file with a certificate'],
  [{ cert: 'line.pem', key: 'line.pem' }, 'key: expected a file with a private key'],
  [{ cert: 'line.pem', key: 'other.key' }, 'key: expected the private key of the certificate in "cert"'],
  [{ cert: 'line.pem' }, 'key: expected the private key that belongs to "cert"'],
  [{ key: 'line.key' }, 'cert: expected the certificate that belongs to "key"'],
])('%j is refused when the file is read', (fields, said) => {
  for (const url of ['mqtts://h', 'wss://h/mqtt'])
    expect(() => read(fields, url)).toThrow(`connection "plant": ${said}`)
})

test.each([
  [{ ca: 'ca.pem' }, 'ca'],
  [{ cert: 'line.pem', key: 'line.key' }, 'cert'],
  [{ key: 'line.key' }, 'key'],
])('%j is refused where the address is one without TLS', (fields, field) => {
  for (const [url, scheme] of [
    ['mqtt://h', 'mqtts'],
    ['ws://h/mqtt', 'wss'],
  ] as const)
    expect(() => read(fields, url)).toThrow(
      `connection "plant": ${field}: expected an address with TLS beside it: write ${scheme}:// in "url"`,
    )
})

test.each([{}, { ca: 'ca.pem' }, { cert: 'line.pem', key: 'line.key' }])('%j is taken', (fields) => {
  expect(read(fields, 'mqtts://h').brokers.get('plant')).toMatchObject({ url: 'mqtts://h' })
})
