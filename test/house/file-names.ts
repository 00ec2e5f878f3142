import type { Finding } from './finding.ts'

const nameless = /^(utils?|helpers?|common|misc|general|types?|shared|stuff)$|-(utils?|helpers?|misc)$/

/** Files and folders whose name says nothing of what is in them. */
export function checkFileNames(paths: readonly string[]): readonly Finding[] {
  return paths.flatMap((file) => {
    const parts = file.split('/').map((part) => part.replace(/(?<=.)\..*$/, ''))
    const empty = parts.find((part) => nameless.test(part))
    return empty === undefined
      ? []
      : [{ file, message: `"${empty}" names nothing: name it after the one idea in it` }]
  })
}
