import { readFileSync } from 'node:fs'

/** The version of Millrace, from the package.json above this file, in a checkout as in the published package. */
export function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const manifest: unknown = JSON.parse(text)
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
    return String(manifest.version)
  throw new Error('package.json beside Millrace names no version: install Millrace again')
}
