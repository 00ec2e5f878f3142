import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{engine,nodes,editor,flows,test}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 30_000,
  },
})
