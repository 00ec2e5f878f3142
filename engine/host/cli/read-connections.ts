import { Failure } from '../../core/model/failure.ts'
import { type Connections, readConnections } from '../connectors/connections/read-connections.ts'
import { brokerAt } from '../connectors/mqtt/read-brokers.ts'
import { readTextFile } from './read-text-file.ts'
import { UsageError } from './usage-error.ts'

/** Far above what connections need, bytes. */
const largestFile = 1024 * 1024

/** The connections that `--broker URL` (as "default", whatever the file says of that) and `--connections FILE` give. */
export function givenConnections(broker: string | undefined, file: string | undefined): Connections {
  try {
    const { brokers, http } =
      file === undefined
        ? { brokers: [], http: [] }
        : readConnections(readTextFile(file, largestFile, 'a file of connections'), file)
    if (broker === undefined) return { brokers: new Map(brokers), http: new Map(http) }
    return {
      brokers: new Map([...brokers, ['default', brokerAt('default', broker)]]),
      http: new Map([...http].filter(([name]) => name !== 'default')),
    }
  } catch (error) {
    throw error instanceof Failure ? new UsageError(error.message) : error
  }
}
