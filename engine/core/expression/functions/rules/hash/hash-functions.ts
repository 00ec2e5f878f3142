import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Run } from '../../../frame.ts'
import { BYTES_PER_NUMBER } from '../../../limits.ts'
import { badArgument } from '../bad-argument.ts'
import { type RuleFunction, ruleFunction } from '../rule-function.ts'
import { fnv1a } from './fnv1a.ts'
import { utf8 } from './utf8.ts'

interface Algorithm {
  /** Looks for each character. */
  readonly looks: number
  hash(bytes: Uint8Array): string
}

const algorithms: ReadonlyMap<string, Algorithm> = new Map([
  ['sha256', { looks: 1, hash: (bytes) => bytesToHex(sha256(bytes)) }],
  ['fnv1a', { looks: 0.5, hash: (bytes) => fnv1a(bytes).toString(16).padStart(8, '0') }],
])

function pay(run: Run, text: string, looks: number): void {
  run.look(16 + Math.ceil(text.length * looks))
  run.makeNumbers(Math.ceil((text.length * 3) / BYTES_PER_NUMBER)) // its bytes, three for each character at most
}

const utf8Words = 'of the text in UTF-8'

export const hashFunctions: readonly RuleFunction[] = [
  ruleFunction({
    name: 'hash',
    signature: '<ss?:s>',
    summary: 'A fingerprint of a text: the same for the same text, everywhere and always.',
    parameters: {
      text: 'the text; of an object `$string(payload)`',
      algorithm:
        '`"sha256"` (where it is left out), from which nobody finds a text; or `"fnv1a"`, quick and short, which protects nothing',
    },
    gives: 'hexadecimal digits: 64 of sha256, 8 of fnv1a',
    source: `${utf8Words}: SHA-256 of FIPS 180-4, FNV-1a of 32 bits of RFC 9923`,
    examples: [
      {
        expression: '$hash("abc")',
        result: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      },
      { expression: '$hash("foobar", "fnv1a")', result: 'bf9cf968' },
      { expression: '$hash(payload.card)', input: { payload: {} } },
      { expression: '$hash("abc", "md5")', fails: 'M1010' },
    ],
    calculate(run, text: string, algorithm: string = 'sha256') {
      const found = algorithms.get(algorithm)
      if (found === undefined) throw badArgument('hash', 2, '"sha256" or "fnv1a"', algorithm)
      pay(run, text, found.looks)
      return found.hash(utf8(text))
    },
  }),
  ruleFunction({
    name: 'hashShard',
    signature: '<sn:n>',
    summary: 'One of so many shards for a text: always the same one, and all of them about equally often.',
    parameters: {
      text: 'what is to be spread, such as a key',
      shards: 'how many shards there are, 1 or more',
    },
    gives: 'a whole number from 0 to `shards` - 1',
    source: `FNV-1a of 32 bits (RFC 9923) ${utf8Words}, modulo \`shards\``,
    examples: [
      { expression: '$hashShard(key, 4)', input: { key: 'foobar' }, result: 0 },
      { expression: '$hashShard(key, 0)', input: { key: 'foobar' }, fails: 'M1010' },
    ],
    calculate(run, text: string, shards: number) {
      if (!Number.isInteger(shards) || shards < 1 || shards > 2 ** 32)
        throw badArgument('hashShard', 2, 'a whole number of 1 or more', shards)
      pay(run, text, 0.5)
      return fnv1a(utf8(text)) % shards
    },
  }),
]
