import { delimiter } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findProgram } from './find-program.ts'
import { ensureRequirements, type Machine } from './requirements.ts'

const broker = {
  program: 'broker',
  debianPackage: 'a-broker',
  otherwise: { darwin: 'brew install a-broker' },
}

type Situation = {
  present?: boolean
  hasApt?: boolean
  isRoot?: boolean
  platform?: NodeJS.Platform
  lists?: boolean
}

/** A machine whose apt-get installs the broker, if it has the package lists. */
function machine({
  present = false,
  hasApt = true,
  isRoot = true,
  platform = 'linux',
  lists = true,
}: Situation) {
  const asked: string[] = []
  let installed = present
  let fetched = lists
  const record: Machine = {
    find: (program) => (installed ? `/usr/sbin/${program}` : undefined),
    platform,
    hasApt,
    isRoot,
    apt: (args) => {
      asked.push(args.join(' '))
      if (args[0] === 'update') fetched = true
      else installed = fetched
      return fetched
    },
    say: (line) => asked.push(line),
  }
  return { record, asked }
}

const word = 'The tests start broker, which is not installed here: installing a-broker with apt-get.'
const install = 'install --yes --no-install-recommends a-broker'

describe('what is missing is installed, as root on Debian', () => {
  test.each<[string, Situation, string[]]>([
    ['nothing is asked if it is there', { present: true }, []],
    ['the lists stay as they are if they serve', {}, [word, install]],
    ['the lists are fetched if they do not', { lists: false }, [word, install, 'update', install]],
  ])('%s', (_, situation, expected) => {
    const { record, asked } = machine(situation)
    ensureRequirements([broker], record)
    expect(asked).toEqual(expected)
  })
})

describe('elsewhere the error names the command that installs it', () => {
  test.each<[string, Situation, string]>([
    ['Debian without rights', { isRoot: false }, 'sudo apt-get install --yes a-broker'],
    ['macOS', { hasApt: false, platform: 'darwin' }, 'brew install a-broker'],
    ['another system', { hasApt: false, platform: 'freebsd' }, 'package a-broker'],
  ])('%s', (_, situation, expected) => {
    const { record, asked } = machine(situation)
    expect(() => ensureRequirements([broker], record)).toThrow(expected)
    expect(asked).toEqual([])
  })

  test('and so does the one of an apt-get that fails', () => {
    const { record } = machine({})
    expect(() => ensureRequirements([broker], { ...record, apt: () => false })).toThrow('Install it by hand')
  })
})

test('a program is looked for on the PATH, in its order', () => {
  const own = process.execPath
  const folder = own.slice(0, own.lastIndexOf('/'))
  expect(findProgram('node', ['/nowhere', folder].join(delimiter))).toBe(own)
  expect(findProgram('a-program-that-nobody-has')).toBeUndefined()
})
