import type { DoneCallback, MqttClient } from 'mqtt'
import type { FlowSide } from '../connector.ts'

/** Reads no further while a flow is full: the callback by which mqtt.js goes on is kept back. */
export class ReadingPause {
  private readonly client: MqttClient
  private readonly flow: FlowSide
  private held: DoneCallback | undefined
  private pings: NodeJS.Timeout | undefined

  constructor(client: MqttClient, flow: FlowSide) {
    this.client = client
    this.flow = flow
  }

  /** Holds until there is room. What is not read can't answer pings either, so they are not judged. */
  hold(done: DoneCallback): void {
    const { client, flow } = this
    this.held = done
    flow.count('pauses in reading')
    this.pings ??= setInterval(
      () => {
        if (!client.connected) return
        client.sendPing()
        client.reschedulePing(true)
      },
      (client.options.keepalive ?? 0) * 500,
    )
    flow.whenRoom(() => this.release())
  }

  release(): void {
    clearInterval(this.pings)
    this.pings = undefined
    const { held } = this
    this.held = undefined
    held?.()
  }
}
