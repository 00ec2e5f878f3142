import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{engine,nodes,editor,flows,test}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 60_000,
    // Many tests wait for processes that they have started; with two cores one worker would idle half of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
})
