import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const version = '5.0.7'
const installTimeout = 300_000

/** Where Node-RED is kept between runs if nobody names a folder. */
export const defaultNodeRedFolder = join(tmpdir(), `millrace-bench-node-red-${version}`)

/**
 * Node-RED is compared with, never depended on: it is installed by npm into a folder outside the project,
 * once, and only when it is asked for. Gives the path of its program.
 */
export function installNodeRed(folder: string): string {
  const package_ = join(folder, 'node_modules', 'node-red')
  if (installedVersion(package_) !== version) {
    console.error(`installing node-red@${version} into ${folder} (once) ...`)
    mkdirSync(folder, { recursive: true })
    // without a package.json of its own, npm would install into a folder above that has one
    const manifest = join(folder, 'package.json')
    if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n')
    execFileSync('npm', ['install', '--no-audit', '--no-fund', `node-red@${version}`], {
      cwd: folder,
      timeout: installTimeout,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  return join(package_, 'red.js')
}

function installedVersion(package_: string): string {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(package_, 'package.json'), 'utf8'))
    return manifest instanceof Object && 'version' in manifest ? String(manifest.version) : ''
  } catch {
    return ''
  }
}
