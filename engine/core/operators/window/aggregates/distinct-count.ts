import { isObject, type Json } from '../../../model/json.ts'
import { aggregateOfValues } from '../aggregate.ts'

/** Up to this many different values are counted exactly. */
const exactly = 512
/** Registers of the sketch: 2^11, for a standard error of 1.04 / sqrt(2048) = 2.3 %. */
const bits = 11

/**
 * The JSON texts of the different values; beyond the bound the registers of a HyperLogLog sketch (Flajolet et al.,
 * 2007), one character each.
 */
interface Distinct {
  count: number
  texts: Record<string, true>
  registers: string | null
}

export const distinctCount = aggregateOfValues<Distinct, string>({
  name: 'distinctCount',
  summary: `How many different values there are: exact up to ${exactly}, then an estimate with a standard error of 2.3 %`,
  take: (value) => JSON.stringify(value, ordered),
  start: () => ({ count: 0, texts: {}, registers: null }),
  isSmall: false,
  add: addText,
  merge(held, later) {
    if (later.registers === null) for (const text of Object.keys(later.texts)) addText(held, text)
    else held.registers = higher(held.registers ?? registersOf(held), later.registers)
  },
  result: ({ count, registers }) => (registers === null ? count : estimate(registers)),
})

function addText(held: Distinct, text: string): void {
  if (held.registers !== null) {
    held.registers = withText(held.registers, text)
  } else if (!Object.hasOwn(held.texts, text)) {
    held.texts[text] = true
    if (++held.count > exactly) held.registers = registersOf(held)
  }
}

/** Of the texts, which are let go of. */
function registersOf(held: Distinct): string {
  const registers = Object.keys(held.texts).reduce(withText, none.repeat(2 ** bits))
  held.texts = {}
  return registers
}

/** What is as high as can be for both: that of the texts of both. */
const higher = (registers: string, others: string): string =>
  registers.replaceAll(/./g, (register, at: number) => {
    const other = others.charAt(at)
    return other > register ? other : register
  })

/** Objects are the same in whatever order their fields stand. */
const ordered = (_: string, value: Json): Json =>
  isObject(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value

const none = 'a'
const rank = (register: string): number => register.charCodeAt(0) - none.charCodeAt(0)

/** A register is raised seldom, so the text is copied seldom. */
function withText(registers: string, text: string): string {
  const hash = hash32(text)
  const index = hash >>> (32 - bits)
  const zeros = Math.min(Math.clz32(hash << bits), 32 - bits) + 1
  if (rank(registers.charAt(index)) >= zeros) return registers
  const raised = String.fromCharCode(none.charCodeAt(0) + zeros)
  return registers.slice(0, index) + raised + registers.slice(index + 1)
}

function estimate(registers: string): number {
  const count = registers.length
  let sum = 0
  let empty = 0
  for (const register of registers) {
    sum += 2 ** -rank(register)
    if (register === none) empty++
  }
  const raw = ((0.7213 / (1 + 1.079 / count)) * count * count) / sum
  // The small-range correction of the paper: linear counting.
  return Math.round(raw <= 2.5 * count && empty > 0 ? count * Math.log(count / empty) : raw)
}

/** FNV-1a, finished as MurmurHash3 does so that the upper bits are good too. */
function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
