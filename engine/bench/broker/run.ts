/** Benchmark over a broker: mosquitto -> filter -> set a field -> mosquitto. See `--help`. */
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { brokerVersion } from './broker.ts'
import { cleanUpAtExit } from './leftovers.ts'
import { measure, prepareFrames } from './measure.ts'
import type { QoS } from './messages.ts'
import { installNodeRed } from './node-red-install.ts'
import { type Options, readOptions, usage } from './options.ts'
import { type Result, disturbance, tabulate } from './report.ts'
import { awaitQuiet, leastDisturbed } from './quiet.ts'
import type { SubjectName } from './subjects.ts'

/** Every round takes the subjects in turn, so that what disturbs the machine disturbs all of them. */
async function runRounds(options: Options): Promise<Result[]> {
  const results: Result[] = []
  for (const qos of options.levels) {
    const frames = prepareFrames(options, qos)
    const attempt = async (round: number, subject: SubjectName): Promise<Result> => {
      try {
        const take = async () => {
          await awaitQuiet(options.quietWait)
          return measure(subject, frames, options)
        }
        const figures = await leastDisturbed(take, options.retries)
        console.error(progress(round, qos, subject, figures.throughput.cpuMicroseconds))
        return { round, qos, subject, figures }
      } catch (error) {
        const failure = chain(error)
        console.error(failure)
        return { round, qos, subject, failure }
      }
    }
    for (let round = 1; round <= options.rounds; round++) {
      for (const subject of options.subjects) results.push(await attempt(round, subject))
    }
  }
  return results
}

/** The subjects that can run: Node-RED has to be installed first. */
function available({ subjects, nodeRedFolder }: Options): readonly SubjectName[] {
  if (!subjects.includes('node-red')) return subjects
  try {
    installNodeRed(nodeRedFolder)
    return subjects
  } catch (error) {
    console.error(`without Node-RED, which could not be installed: ${chain(error)}`)
    return subjects.filter((name) => name !== 'node-red')
  }
}

function progress(round: number, qos: QoS, subject: string, cpu: number): string {
  return `round ${round}, QoS ${qos}, ${subject}: ${cpu.toFixed(1)} µs a message`
}

function chain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}\n${chain(error.cause)}`
}

const args = process.argv.slice(2)
if (args.includes('--help')) {
  console.log(usage)
} else {
  try {
    const options = readOptions(args)
    cleanUpAtExit()
    const processors = cpus()
    const load = loadavg()[0]?.toFixed(2) ?? '?'
    const machine =
      `${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, ` +
      `Node.js ${process.version}, ${brokerVersion()}, load average ${load} before`
    const results = await runRounds({ ...options, subjects: available(options) })
    console.log(`${machine}\n${disturbance(results)}\n\n${tabulate(results)}`)
    if (options.jsonFile !== undefined) {
      writeFileSync(options.jsonFile, JSON.stringify({ machine, options, results }, null, 2))
    }
    if (results.some(({ failure }) => failure !== undefined)) process.exitCode = 1
  } catch (error) {
    console.error(chain(error))
    process.exitCode = 2
  }
}
