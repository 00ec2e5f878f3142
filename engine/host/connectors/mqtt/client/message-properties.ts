import { lengthAt } from './packet-frames.ts'
import { Damaged, type Publish, type PublishProperties } from './packets.ts'

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] }
type UserProperties = NonNullable<PublishProperties['userProperties']>

/**
 * Reads the properties of a message (MQTT 5, 3.3.2.3), which stand from `start` on to `end`. Throws `Damaged` where they can't
 * be understood or may not come.
 */
export function messageProperties(
  bytes: Buffer,
  start: number,
  end: number,
): Pick<Publish, 'identifiers' | 'properties'> {
  const found: Writable<PublishProperties> = {}
  let isEmpty = true
  let identifiers: number | number[] | undefined
  const cursor = new Cursor(bytes, start, end)
  while (cursor.isInside) {
    const property = cursor.byte()
    if (property === subscriptionIdentifier) {
      identifiers = withOneMore(identifiers, cursor.length())
      continue
    }
    isEmpty = false
    if (property === userProperty) {
      // Names such as `__proto__` are names like others.
      addUserProperty((found.userProperties ??= Object.create(null) as UserProperties), cursor)
      continue
    }
    const name = names[property]
    // No topic alias was allowed, nor anything that belongs to other packets.
    if (name === undefined) throw new Damaged(`a message with a property ${property}`)
    if (name in found) throw new Damaged(`a message with two properties ${property}`)
    if (name === 'payloadFormatIndicator') found[name] = cursor.byte() !== 0
    else if (name === 'messageExpiryInterval') found[name] = cursor.fourBytes()
    else if (name === 'correlationData') found[name] = cursor.data()
    else found[name] = cursor.text()
  }
  return { identifiers, properties: isEmpty ? undefined : found }
}

const subscriptionIdentifier = 0x0b
const userProperty = 0x26

/** Those that come once at most. */
const names: Readonly<
  Record<number, Exclude<keyof PublishProperties, 'subscriptionIdentifier' | 'userProperties' | 'topicAlias'>>
> = {
  0x01: 'payloadFormatIndicator',
  0x02: 'messageExpiryInterval',
  0x03: 'contentType',
  0x08: 'responseTopic',
  0x09: 'correlationData',
}

function withOneMore(identifiers: number | number[] | undefined, one: number): number | number[] {
  if (identifiers === undefined) return one
  if (typeof identifiers === 'number') return [identifiers, one]
  identifiers.push(one)
  return identifiers
}

/** A name may come often. */
function addUserProperty(properties: UserProperties, cursor: Cursor): void {
  const name = cursor.text()
  const value = cursor.text()
  const known = properties[name]
  if (known === undefined) properties[name] = value
  else if (typeof known === 'string') properties[name] = [known, value]
  else known.push(value)
}

/** Goes over what is in bytes, one thing after the other, and never beyond their end. */
class Cursor {
  private readonly bytes: Buffer
  private readonly end: number
  private at: number

  constructor(bytes: Buffer, start: number, end: number) {
    this.bytes = bytes
    this.at = start
    this.end = end
  }

  get isInside(): boolean {
    return this.at < this.end
  }

  byte(): number {
    return this.bytes[this.pass(1)] as number // it is below the end
  }

  fourBytes(): number {
    return this.bytes.readUInt32BE(this.pass(4))
  }

  /** Seven bits a byte. */
  length(): number {
    const found = lengthAt(this.bytes, this.at, this.end)
    if (found === undefined) throw new Damaged(brokenOff)
    this.at = found.next
    return found.value
  }

  text(): string {
    const size = this.size()
    const start = this.pass(size)
    return this.bytes.toString('utf8', start, start + size)
  }

  /** A copy, since the bytes are overwritten by what comes next. */
  data(): Buffer {
    const size = this.size()
    const start = this.pass(size)
    return Buffer.from(this.bytes.subarray(start, start + size))
  }

  private size(): number {
    return this.bytes.readUInt16BE(this.pass(2))
  }

  /** Goes on by so many bytes; gives where they begin. */
  private pass(size: number): number {
    const { at } = this
    if (at + size > this.end) throw new Damaged(brokenOff)
    this.at = at + size
    return at
  }
}

const brokenOff = 'properties that break off'
