import { expect, test } from 'vitest'
import { checkFileNames } from './file-names.ts'

test.each([
  'engine/core/utils.ts',
  'engine/core/util.test.ts',
  'engine/core/helpers/a.ts',
  'engine/core/window-helpers.ts',
  'engine/core/common.ts',
  'engine/core/misc.ts',
  'engine/core/general.ts',
  'engine/core/types.ts',
  'engine/core/types.d.ts',
])('%s is named after nothing', (path) => {
  expect(checkFileNames([path]).map(({ file }) => file)).toEqual([path])
})

test.each([
  'engine/core/window-type.ts',
  'engine/core/commonmark.ts',
  '.gitignore',
  '.ci/run',
  'test/shared-data.ts',
])('%s is named after something', (path) => {
  expect(checkFileNames([path])).toEqual([])
})
