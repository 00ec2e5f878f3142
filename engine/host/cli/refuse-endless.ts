import { isEndless } from '../connectors/endless-device.ts'
import { UsageError } from './usage-error.ts'

/** Throws a `UsageError` for a device that goes on for ever. `-` is stdin. */
export function refuseEndless(path: string): void {
  if (!isEndless(path)) return
  throw new UsageError(`${path === '-' ? 'stdin' : path}: this is a device without an end; name a file`)
}
