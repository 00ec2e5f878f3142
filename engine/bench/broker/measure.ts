import { startBroker } from './broker.ts'
import { startChild } from './child.ts'
import { type Frames, encodeFrames } from './frames.ts'
import { type Latency, measureLatency } from './latency.ts'
import { type LoadClient, connectLoad } from './load-client.ts'
import { type QoS, probes } from './messages.ts'
import type { Options } from './options.ts'
import { demandGood } from './outputs.ts'
import { awaitAnswer } from './probe.ts'
import { readCost, readMachineTicks } from './process-cost.ts'
import { type SubjectName, subjectCommand } from './subjects.ts'
import { type Throughput, measureThroughput } from './throughput.ts'

export type Figures = Readonly<{
  throughput: Throughput
  latency: Latency
  peakMebibytes: number
  /** CPU that neither the subject, the broker nor the load used, as a share of the machine. */
  othersShare: number
}>

/** The packets of one QoS, made once and sent to every subject in every round. */
export function prepareFrames(options: Options, qos: QoS): Frames {
  return encodeFrames(latencyRange(options)[1], qos)
}

/**
 * Starts a broker and a subject, warms it up, and takes all figures; everything it has started has ended
 * when it returns or rejects.
 */
export async function measure(name: SubjectName, frames: Frames, options: Options): Promise<Figures> {
  const broker = await startBroker()
  try {
    const load = await connectLoad(broker.port, frames)
    try {
      const setup = { port: broker.port, qos: frames.qos, nodeRedFolder: options.nodeRedFolder }
      const command = subjectCommand(name, setup)
      const subject = await startChild(profiled(command, options.profileFolder))
      try {
        await awaitAnswer(load, name)
        return await takeFigures(load, frames, options, subject.pid, broker.pid)
      } catch (cause) {
        throw new Error(`${name}, QoS ${frames.qos}: not measured. It wrote:\n${subject.log()}`, { cause })
      } finally {
        await subject.stop()
      }
    } finally {
      load.close()
    }
  } finally {
    await broker.stop()
  }
}

async function takeFigures(
  load: LoadClient,
  frames: Frames,
  options: Options,
  subject: number,
  broker: number,
): Promise<Figures> {
  const warmUp = [probes, probes + options.warmUp] as const
  const measured = [warmUp[1], warmUp[1] + options.messages] as const
  const warm = await measureThroughput(load, frames, warmUp, options.window, subject)
  demandGood('warm-up', warm.verdict)
  const ours = () => readCost(subject).cpuMicroseconds + readCost(broker).cpuMicroseconds + ownMicroseconds()
  const oursBefore = ours()
  const machineBefore = readMachineTicks()
  const throughput = await measureThroughput(load, frames, measured, options.window, subject)
  demandGood('throughput', throughput.verdict)
  const latency = await measureLatency(load, frames, latencyRange(options), options.rate, subject)
  demandGood('latency', latency.verdict)
  const machine = readMachineTicks()
  const busy = machine.busy - machineBefore.busy - (ours() - oursBefore) / 10_000
  return {
    throughput,
    latency,
    peakMebibytes: readCost(subject).peakMebibytes,
    othersShare: Math.max(0, busy / (machine.total - machineBefore.total)),
  }
}

function latencyRange({ warmUp, messages, rate, seconds }: Options): readonly [number, number] {
  const start = probes + warmUp + messages
  return [start, start + rate * seconds]
}

function ownMicroseconds(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** With a folder for profiles, Node.js writes one for each thread of the subject when it ends. */
function profiled<C extends { name: string }>(command: C, folder: string | undefined): C {
  if (folder === undefined) return command
  return { ...command, env: { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}/${command.name}` } }
}
