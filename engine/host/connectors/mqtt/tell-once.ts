import type { FlowSide } from '../connector.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'

/** Something about a connection that a person is warned of the first time only. */
export function tellOnce(broker: BrokerSettings, flow: FlowSide, words: string): () => void {
  let told = false
  return () => {
    if (told) return
    told = true
    flow.tell({ level: 'warning', message: `${shown(broker)}: ${words}` })
  }
}
