// npm run cases -- FOLDER: runs the cases of JSONata's suite in a folder, and says how many passed and which failed.
import { failureOf } from './judge.ts'
import { readSuite } from './read-suite.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: npm run cases -- FOLDER, with files of cases of the JSONata suite')
  process.exit(2)
}

let passed = 0
let failed = 0
for (const one of readSuite(folder)) {
  const failure = failureOf(one)
  if (failure === undefined) passed++
  else {
    failed++
    console.log(`${one.name}: ${one.expression}\n  ${failure}`)
  }
}
console.log(`${passed} passed, ${failed} failed`)
// Of nothing one can't say that it is right.
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
