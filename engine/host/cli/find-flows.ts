import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of the example flows: beside this file in the published package, two levels up in a checkout. */
export function exampleFolder(): string | undefined {
  return ['../../flows', '../../../flows']
    .map((path) => join(import.meta.dirname, path))
    .find((path) => existsSync(path))
}

/** The files of flows in a folder and those below it, in the order of their names. */
export function flowFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.flow.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}
