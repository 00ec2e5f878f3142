import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { QoS } from './messages.ts'
import { defaultNodeRedFolder } from './node-red-install.ts'
import { type SubjectName, subjectNames } from './subjects.ts'

export type Options = Readonly<{
  subjects: readonly SubjectName[]
  levels: readonly QoS[]
  rounds: number
  warmUp: number
  messages: number
  window: number
  rate: number
  seconds: number
  quietWait: number
  retries: number
  nodeRedFolder: string
  jsonFile: string | undefined
  profileFolder: string | undefined
}>

export const usage = `node engine/bench/broker/run.ts [options]
  --subjects LIST   of script, node-red, millrace            (all of them)
  --qos LIST        of 0, 1                                  (0,1)
  --rounds N        each round runs every subject in turn    (3)
  --messages N      in the throughput run; an even number    (100000)
  --warm-up N       before it; an even number                (20000)
  --window N        inputs on their way at most              (1000)
  --rate N          messages a second in the latency run     (1000)
  --seconds N       of the latency run                       (10)
  --quiet-wait N    seconds to wait at most, before each run, for an idle machine   (30)
  --retries N       of a run that others disturbed; the least disturbed is kept     (2)
  --node-red DIR    where Node-RED is, or is to be installed
  --json FILE       write all figures of all rounds
  --profile DIR     write CPU profiles of the subjects; they cost time, so compare no such figures`

const flags = {
  subjects: { type: 'string', default: 'script,node-red,millrace' },
  qos: { type: 'string', default: '0,1' },
  rounds: { type: 'string', default: '3' },
  messages: { type: 'string', default: '100000' },
  'warm-up': { type: 'string', default: '20000' },
  window: { type: 'string', default: '1000' },
  rate: { type: 'string', default: '1000' },
  seconds: { type: 'string', default: '10' },
  'quiet-wait': { type: 'string', default: '30' },
  retries: { type: 'string', default: '2' },
  'node-red': { type: 'string', default: defaultNodeRedFolder },
  json: { type: 'string' },
  profile: { type: 'string' },
} as const

/** Reads the command line; throws, saying which option and what it expects. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({ args: [...args], options: flags })
  const options: Options = {
    subjects: list('--subjects', values.subjects, subjectNames),
    levels: list('--qos', values.qos, ['0', '1']).map((level) => (level === '1' ? 1 : 0)),
    rounds: whole('--rounds', values.rounds),
    messages: even('--messages', values.messages),
    warmUp: even('--warm-up', values['warm-up']),
    window: whole('--window', values.window, 2),
    rate: whole('--rate', values.rate),
    seconds: whole('--seconds', values.seconds),
    quietWait: whole('--quiet-wait', values['quiet-wait'], 0),
    retries: whole('--retries', values.retries, 0),
    nodeRedFolder: resolve(values['node-red']),
    jsonFile: values.json,
    profileFolder: values.profile === undefined ? undefined : resolve(values.profile),
  }
  const total = options.messages + options.warmUp + options.rate * options.seconds
  if (total > 800_000) {
    throw new Error(`${total} messages in one run: expected at most 800000, since each has an id of its own`)
  }
  return options
}

function list<T extends string>(flag: string, text: string, known: readonly T[]): readonly T[] {
  const parts = text.split(',').map((part) => part.trim())
  const unknown = parts.find((part) => !known.some((name) => name === part))
  if (unknown !== undefined)
    throw new Error(`${flag}: expected some of ${known.join(', ')}; got "${unknown}"`)
  return known.filter((name) => parts.includes(name))
}

function whole(flag: string, text: string, least = 1): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least) {
    throw new Error(`${flag}: expected a whole number from ${least}; got "${text}"`)
  }
  return value
}

function even(flag: string, text: string): number {
  const value = whole(flag, text, 2)
  if (value % 2 !== 0)
    throw new Error(`${flag}: expected an even number, so that the last passes; got ${text}`)
  return value
}
