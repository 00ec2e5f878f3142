import { writeFileSync } from 'node:fs'
import { recordings } from './recordings.ts'

for (const { file, text } of recordings()) writeFileSync(file, text)
