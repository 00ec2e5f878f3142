import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where a system keeps servers, which are not on the PATH of everybody. */
const serverFolders = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin']

/** The absolute path of a program on the PATH or among the system's servers; undefined if there is none. */
export function findProgram(name: string, path: string = process.env['PATH'] ?? ''): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : ['']
  const folders = [...path.split(delimiter).filter((folder) => folder !== ''), ...serverFolders]
  const places = folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
  return places.find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
