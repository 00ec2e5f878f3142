import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from './child.ts'
import { temporaryFolder } from './leftovers.ts'
import type { QoS } from './messages.ts'
import { nodeRedFlow, nodeRedSettings } from './node-red-flow.ts'
import { installNodeRed } from './node-red-install.ts'

/** What is compared. The first is what the others are held against. */
export const subjectNames = ['script', 'node-red', 'millrace'] as const
export type SubjectName = (typeof subjectNames)[number]

export type SubjectSetup = Readonly<{ port: number; qos: QoS; nodeRedFolder: string }>

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** How to start a subject. Each runs in an empty folder of its own, under the Node.js that runs this. */
export function subjectCommand(name: SubjectName, setup: SubjectSetup): Command {
  const cwd = temporaryFolder()
  return { name, file: process.execPath, cwd, ...commands[name](setup, cwd) }
}

const commands: Record<
  SubjectName,
  (setup: SubjectSetup, folder: string) => Pick<Command, 'args' | 'ready'>
> = {
  script: ({ port, qos }) => ({
    args: [here('script.ts'), `mqtt://127.0.0.1:${port}`, String(qos)],
    ready: /running/,
  }),

  'node-red': ({ port, qos, nodeRedFolder }, folder) => {
    writeFileSync(join(folder, 'flows.json'), JSON.stringify(nodeRedFlow(port, qos)))
    writeFileSync(join(folder, 'settings.js'), nodeRedSettings)
    return {
      args: [installNodeRed(nodeRedFolder), '--userDir', folder, '--settings', join(folder, 'settings.js')],
      ready: /Connected to broker/,
    }
  },

  millrace: ({ port, qos }, folder) => {
    const file = join(folder, 'millrace.flow.json')
    const flow = readFileSync(here('millrace.flow.json'), 'utf8')
    writeFileSync(file, flow.replaceAll('"qos": 0', `"qos": ${qos}`))
    return {
      args: [here('../../bin/millrace.mjs'), 'run', file, '--broker', `mqtt://127.0.0.1:${port}`],
      ready: /running/,
    }
  },
}
