import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const help = `Usage: millrace <command> [options]

Options:
  --version  print the version and stop
  --help     print this text and stop`

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const manifest: unknown = JSON.parse(text)
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
    return String(manifest.version)
  throw new Error('package.json beside Millrace names no version: install Millrace again')
}

const { values } = parseArgs({
  options: { version: { type: 'boolean' }, help: { type: 'boolean' } },
  allowPositionals: true,
  strict: false,
})

console.log(values.version === true ? version() : help)
