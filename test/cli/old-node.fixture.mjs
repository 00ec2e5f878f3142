// Stands for a Node.js that runs no TypeScript, as most people have: the launcher then starts another one.
Object.defineProperty(process.features, 'typescript', { value: false })
process.argv.splice(1, 1, new URL('../../engine/bin/millrace.mjs', import.meta.url).pathname)
await import('../../engine/bin/millrace.mjs')
