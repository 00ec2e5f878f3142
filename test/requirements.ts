import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findProgram } from './find-program.ts'

/** A program that tests start and npm cannot bring. */
export type Requirement = {
  readonly program: string
  readonly debianPackage: string
  /** What installs it where there is no apt-get, by `process.platform`. */
  readonly otherwise: Readonly<Partial<Record<NodeJS.Platform, string>>>
}

export const requirements: readonly Requirement[] = [
  {
    program: 'mosquitto',
    debianPackage: 'mosquitto',
    otherwise: { darwin: 'brew install mosquitto', win32: 'winget install EclipseFoundation.Mosquitto' },
  },
  {
    program: 'mosquitto_sub',
    debianPackage: 'mosquitto-clients',
    otherwise: { darwin: 'brew install mosquitto', win32: 'winget install EclipseFoundation.Mosquitto' },
  },
]

/** What this machine can do about a missing program. */
export type Machine = {
  readonly find: (program: string) => string | undefined
  readonly platform: NodeJS.Platform
  readonly hasApt: boolean
  readonly isRoot: boolean
  /** Runs apt-get with these arguments; true if it went well. */
  readonly apt: (args: readonly string[]) => boolean
  readonly say: (line: string) => void
}

export const thisMachine: Machine = {
  find: (program) => findProgram(program),
  platform: process.platform,
  hasApt: existsSync('/usr/bin/apt-get'),
  isRoot: process.getuid?.() === 0,
  apt: (args) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    return spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  },
  say: (line) => console.log(line),
}

/**
 * Sees to it that every required program is there: installs those that are missing as root on Debian.
 * Elsewhere it throws an error that names the command which installs them, since it asks nobody for rights.
 */
export function ensureRequirements(needed: readonly Requirement[], machine: Machine): void {
  for (const requirement of needed) {
    if (machine.find(requirement.program) === undefined) install(requirement, machine)
  }
}

function install({ program, debianPackage, otherwise }: Requirement, machine: Machine): void {
  const command = machine.hasApt
    ? `sudo apt-get install --yes ${debianPackage}`
    : (otherwise[machine.platform] ?? `the package manager of this system (package ${debianPackage})`)
  if (!machine.hasApt || !machine.isRoot) {
    throw new Error(`The tests start ${program}, which is not installed here. Install it with: ${command}`)
  }
  machine.say(
    `The tests start ${program}, which is not installed here: installing ${debianPackage} with apt-get.`,
  )
  const args = ['install', '--yes', '--no-install-recommends', debianPackage]
  // The lists are fetched only if the package cannot be had without: that takes longer than the installation.
  const installed = machine.apt(args) || (machine.apt(['update']) && machine.apt(args))
  if (!installed || machine.find(program) === undefined) {
    throw new Error(`apt-get could not install ${debianPackage}. Install it by hand: ${command}`)
  }
}
