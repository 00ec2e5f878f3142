import type { LiveFlow } from '../workers/live-flow.ts'

type Stoppable = Pick<LiveFlow, 'unfinished' | 'stop'>

/** A stop that takes longer, ms, is explained. */
const soon = 500

/** Stops flows within so many ms; where that takes longer than a moment, it says what is waited for. */
export async function stopFlows(
  flows: readonly Stoppable[],
  patience: number,
  say: (text: string) => void,
): Promise<void> {
  const timer = setTimeout(() => {
    const waits = unfinished(flows).map(({ messages, is, what }) => `${messages} ${is} ${what}`)
    if (waits.length === 0) return
    say(`stopping: ${waits.join(' and ')}, for up to ${patience / 1_000} s; Ctrl-C again gives them up`)
  }, soon)
  await Promise.all(flows.map((flow) => flow.stop(patience)))
  clearTimeout(timer)
}

/** What is said where a stop is cut short: what the flows still had to do. */
export function givenUpLine(flows: readonly Stoppable[]): string {
  const waited = unfinished(flows).map(({ messages, what }) => `${messages} that waited ${what}`)
  return waited.length === 0 ? 'ended at once' : `ended at once; given up: ${waited.join(' and ')}`
}

/** What flows have not sent and not handled yet; nothing where there is none. */
function unfinished(flows: readonly Stoppable[]) {
  const all = flows.map((flow) => flow.unfinished)
  return [
    { count: all.reduce((sum, { unsent }) => sum + unsent, 0), what: 'to be sent' },
    { count: all.reduce((sum, { unhandled }) => sum + unhandled, 0), what: 'to be handled' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, what }) =>
      count === 1
        ? { messages: '1 message', is: 'waits', what }
        : { messages: `${count.toLocaleString('en')} messages`, is: 'wait', what },
    )
}
