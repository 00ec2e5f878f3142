import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const benchmarks = ['in-process', 'windows', 'nexmark', 'soak', 'expressions', 'bounds', 'broker']

const [wanted, ...rest] = process.argv.slice(2)
if (wanted !== undefined && !benchmarks.includes(wanted)) {
  console.error(`there is no benchmark ${wanted}; there are ${benchmarks.join(', ')}`)
  process.exit(2)
}
let failed = false
for (const name of wanted === undefined ? benchmarks : [wanted]) {
  console.log(`${name}\n`)
  const file = fileURLToPath(new URL(`./${name}/run.ts`, import.meta.url))
  const { status } = spawnSync(process.execPath, [file, ...rest], { stdio: 'inherit' })
  failed ||= status !== 0
  console.log()
}
process.exit(failed ? 1 : 0)
