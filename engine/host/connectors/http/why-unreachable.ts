import { Failure } from '../../../core/model/failure.ts'
import { foreignWords } from '../connections/foreign-words.ts'
import { networkWords } from '../connections/network-words.ts'
import { wrongHost } from '../connections/wrong-host.ts'
import type { HttpSettings } from './http-settings.ts'

/** What becomes of a question whose exchange has failed: a `Failure` stays one, and an error of the system becomes one. */
export function whyUnreachable(error: unknown, { url }: HttpSettings): Failure {
  if (error instanceof Failure) return error
  const words = error instanceof Error ? wordsOf(error, url) : 'for a reason that is not known'
  return new Failure('unreachable', words)
}

function wordsOf(error: Error, url: string): string {
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return wrongHost(error, url)
  if (code === 'HPE_HEADER_OVERFLOW') return 'the headers of the answer are too large'
  if (code.startsWith('HPE_'))
    return 'what answers there does not speak HTTP as it should; is the port right?'
  if (/^(Z_|ERR__|ERR_BROTLI)/.test(code)) return "the answer is damaged: it can't be unpacked"
  // What a library says itself could quote what was sent.
  return (
    foreignWords(error)?.words ??
    networkWords(code) ??
    `the connection fails (${code === '' ? error.name : code})`
  )
}
