import type { AnswerArrival, Arrival } from '../operator/arrival.ts'
import { type NodeArrival, ordinalsOfArrival } from './source-node.ts'

/** What arrives at one source in a turn. Without ordinals of their own they stand in a row from the turn's. */
export interface Share {
  readonly arrivals: readonly NodeArrival[]
  readonly ordinals: readonly number[] | undefined
}

export const nothing: Share = { arrivals: [], ordinals: undefined }

/** The answers that arrive for one node in a turn. */
export interface AnswerShare {
  readonly answers: readonly AnswerArrival[]
  readonly ordinals: readonly number[]
}

/** What arrives in a turn, by the id of the node. */
export interface Shares {
  readonly ofSources: ReadonlyMap<string, Share>
  readonly answers: ReadonlyMap<string, AnswerShare>
  /** The ordinal behind the last. */
  readonly end: number
}

/** The source that all arrivals are for; undefined where there are several, or others among them. */
export function onlySource(arrivals: readonly Arrival[]): string | undefined {
  const [first] = arrivals
  if (first === undefined || !('node' in first) || first.kind === 'answer') return undefined
  const { node } = first
  for (const arrival of arrivals)
    if (!('node' in arrival) || arrival.node !== node || arrival.kind === 'answer') return undefined
  return node
}

/** What arrives at each node, with ordinals from `ordinal` on. */
export function sharesOf(arrivals: readonly Arrival[], ordinal: number): Shares {
  const ofSources = new Map<string, { readonly arrivals: NodeArrival[]; readonly ordinals: number[] }>()
  const answers = new Map<string, { readonly answers: AnswerArrival[]; readonly ordinals: number[] }>()
  let next = ordinal
  for (const arrival of arrivals) {
    if (arrival.kind === 'wall' || arrival.kind === 'resume') continue
    const { node } = arrival
    if (arrival.kind === 'answer') {
      const share = answers.get(node) ?? { answers: [], ordinals: [] }
      answers.set(node, share)
      share.answers.push(arrival)
      share.ordinals.push(next)
    } else {
      let share = ofSources.get(node)
      if (share === undefined) ofSources.set(node, (share = { arrivals: [], ordinals: [] }))
      share.arrivals.push(arrival)
      share.ordinals.push(next)
    }
    next += ordinalsOfArrival
  }
  return { ofSources, answers, end: next }
}
