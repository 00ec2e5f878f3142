import { readFileSync } from 'node:fs'
import { Failure } from '../../core/model/failure.ts'
import type { BrokerSettings } from '../connectors/mqtt/broker-settings.ts'
import { brokerAt, readBrokers } from '../connectors/mqtt/read-brokers.ts'
import { fileProblem } from './file-problem.ts'
import { UsageError } from './usage-error.ts'

/** The connections that `--broker URL` (as "default") and `--connections FILE` give. */
export function readConnections(
  broker: string | undefined,
  file: string | undefined,
): ReadonlyMap<string, BrokerSettings> {
  try {
    const named = file === undefined ? [] : [...readBrokers(contentOf(file), file)]
    const given = broker === undefined ? [] : [['default', brokerAt('default', broker)] as const]
    return new Map([...named, ...given])
  } catch (error) {
    throw error instanceof Failure ? new UsageError(error.message) : error
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw fileProblem(file, error)
  }
}
