import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, test } from 'vitest'

/**
 * Test data that lies beside the checkout, in `../shared/data`, because it is large or others' and is not copied.
 * Gives the absolute path, or undefined where it is not there.
 */
export function sharedData(relativePath: string): string | undefined {
  const path = resolve(import.meta.dirname, '../../shared/data', relativePath)
  return existsSync(path) ? path : undefined
}

/** A `describe` whose tests need shared data: without it, it is skipped and the run's summary says why. */
export function describeWithData(name: string, relativePath: string, body: (path: string) => void): void {
  const path = sharedData(relativePath)
  describe(name, () => {
    if (path === undefined)
      test('needs shared data', ({ skip }) => skip(`no ../shared/data/${relativePath} here`))
    else body(path)
  })
}
