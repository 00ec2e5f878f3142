import { Failure } from '../../core/model/failure.ts'
import type { BrokerSettings } from '../connectors/mqtt/broker-settings.ts'
import { brokerAt, readBrokers } from '../connectors/mqtt/read-brokers.ts'
import { readTextFile } from './read-text-file.ts'
import { UsageError } from './usage-error.ts'

/** Far above what connections need, bytes. */
const largestFile = 1024 * 1024

/** The connections that `--broker URL` (as "default") and `--connections FILE` give. */
export function readConnections(
  broker: string | undefined,
  file: string | undefined,
): ReadonlyMap<string, BrokerSettings> {
  try {
    const named =
      file === undefined
        ? []
        : [...readBrokers(readTextFile(file, largestFile, 'a file of connections'), file)]
    const given = broker === undefined ? [] : [['default', brokerAt('default', broker)] as const]
    return new Map([...named, ...given])
  } catch (error) {
    throw error instanceof Failure ? new UsageError(error.message) : error
  }
}
