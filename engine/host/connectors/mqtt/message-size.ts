import type { PublishProperties } from './client/packets.ts'

/** What a message takes in memory beside its texts, about: its record, its places in lists, the heads of its texts. Bytes. */
const overhead = 200

/** What a user property takes beside its name and its value, bytes. */
const field = 56

interface Parts {
  /** Bytes in memory. */
  readonly topic: number
  readonly payload: number
  readonly properties?: PublishProperties | undefined
}

/** What a message takes in memory, about, in bytes, rather too many than too few: it is not only its payload that is large. */
export function messageSize({ topic, payload, properties }: Parts): number {
  const size = overhead + topic + payload
  return properties === undefined ? size : size + propertiesSize(properties)
}

/** What a text takes in memory, bytes; `utf8`: how many it has in UTF-8. One for each letter, or two where not all are ASCII. */
export function textSize(text: string, utf8 = 2 * text.length): number {
  return utf8 === text.length ? utf8 : 2 * text.length
}

function propertiesSize(properties: PublishProperties): number {
  const { contentType = '', responseTopic = '', correlationData, userProperties } = properties
  // Data becomes text in base64.
  const data = correlationData === undefined ? 0 : Math.ceil(correlationData.length / 3) * 4
  let size = data + textSize(contentType) + textSize(responseTopic)
  for (const name in userProperties) {
    size += field + textSize(name)
    for (const value of [userProperties[name] ?? ''].flat()) size += field + textSize(value)
  }
  return size
}
