import { fileURLToPath } from 'node:url'
import { coldChain } from '../engine/host/simulator/cold-chain.ts'
import type { Domain } from '../engine/host/simulator/domain.ts'
import { machines } from '../engine/host/simulator/machines.ts'
import { road } from '../engine/host/simulator/road.ts'
import { closedLoop } from './closed-loop.ts'

/** What the flows' own tests replay: what reached each flow in a closed loop with the simulated plant. */
export interface Recording {
  readonly file: string
  readonly text: string
}

function recording<State>(name: string, domain: Domain<State>, seconds: number): Recording {
  const file = (ending: string): string => fileURLToPath(new URL(`./${name}${ending}`, import.meta.url))
  const { arrivals } = closedLoop(file('.flow.json'), domain, seconds)
  const lines = arrivals.map(({ node, at, topic, payload }) => JSON.stringify({ node, at, topic, payload }))
  return { file: file('.ndjson'), text: `${lines.join('\n')}\n` }
}

export const recordings = (): readonly Recording[] => [
  recording('factory/predictive-maintenance', machines, 45),
  recording('city/road-congestion', road, 60),
  recording('logistics/cold-chain', coldChain, 32),
]
