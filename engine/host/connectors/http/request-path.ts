import { Failure } from '../../../core/model/failure.ts'

/** What could be sent as it is: an encoded path with a query. */
const encoded = /^[/?][\x21-\x7e]*$/

/** A part of a path that leads up or nowhere: `..` and `.`, also with the parameters (`;`) that some servers cut off. */
const dots = /^\.{1,2}(;|$)/

/**
 * The path, with its query, of a request for what lies below a base address: `/machines/7` below `https://h/v1` is
 * `/v1/machines/7`, and `?id=7` is `/v1?id=7`. Throws a `Failure` (`bad-path`) for one that could lead to anything else
 * than what lies below, whichever server or proxy reads it.
 */
export function requestPath(base: string, path: string): string {
  const bad = (expected: string): never => {
    throw new Failure('bad-path', `expected ${expected}; a path may only lead to what lies below the address`)
  }
  if (!encoded.test(path) || /[#\\]/.test(path))
    bad('a path that begins with / or ?, and is encoded: without blanks, # and backslashes')
  if (path.startsWith('//')) bad('a path that begins with one / only')
  const [resource = ''] = path.split('?', 1)
  for (const reading of readings(resource)) {
    if (/\p{Cc}/u.test(reading)) bad('a path without control characters')
    if (reading.split(/[/\\]/).some((part) => dots.test(part))) bad('a path without . and .. in it')
  }
  const { pathname } = new URL(base)
  return resource === '' ? `${pathname}${path}` : `${pathname.replace(/\/$/, '')}${path}`
}

/** A path as it is written, and as it is read where it is decoded, once or several times. */
function readings(path: string): readonly string[] {
  const all = [path]
  for (let last = path; last.includes('%');) {
    const next = decoded(last)
    if (next === undefined && all.length === 1)
      throw new Failure(
        'bad-path',
        'expected a path whose % each begin a byte of UTF-8, such as %20 for a blank',
      )
    if (next === undefined || next === last) break
    all.push(next)
    last = next
  }
  return all
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
