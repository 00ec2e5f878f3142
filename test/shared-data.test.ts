import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { expect, test } from 'vitest'
import { describeWithData, sharedData } from './shared-data.ts'

test('data that is not there has no path', () => {
  expect(sharedData('no-such-data.csv')).toBeUndefined()
})

describeWithData('data that is there', '.', (path) => {
  test('has an absolute path', () => {
    expect(isAbsolute(path) && existsSync(path)).toBe(true)
    expect(sharedData('.')).toBe(path)
  })
})
