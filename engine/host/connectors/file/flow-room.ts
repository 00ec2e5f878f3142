import type { FlowSide } from '../connector.ts'

/** Resolves when a flow that is full has room again, or when all is to stop. */
export function flowRoom(flow: FlowSide, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      stop.removeEventListener('abort', end)
      resolve()
    }
    stop.addEventListener('abort', end)
    flow.whenRoom(end)
  })
}
