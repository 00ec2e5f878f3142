import { describe, type Json } from '../../model/json.ts'
import type { SettingProblem } from '../setting.ts'

/** The longest topic or filter that MQTT can carry, in bytes of UTF-8. */
export const longestTopic = 65_535

/**
 * Control characters (NUL among them), halves of surrogate pairs and code points that are no characters. MQTT forbids
 * or discourages them all, and brokers close the connection of a client that sends them.
 */
const unfit = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u

export const hasUnfitCharacter = (text: string): boolean => unfit.test(text)

/** Whether a text takes at most so many bytes of UTF-8. */
export function fitsInBytes(text: string, bytes: number): boolean {
  if (text.length > bytes) return false
  if (text.length * 3 <= bytes) return true
  let total = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    total += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return total <= bytes
}

/** What is wrong with a raw setting before it is looked at as a filter or a template. */
export function problemOfText(raw: Json, expected: string): SettingProblem | undefined {
  if (typeof raw !== 'string' || raw === '') {
    const message = `expected ${expected}, got ${raw === '' ? 'an empty text' : describe(raw)}`
    return badTopic(
      message,
      expected,
      Array.isArray(raw) ? 'a node has one topic: write a node for each, and wire them alike' : undefined,
    )
  }
  if (hasUnfitCharacter(raw)) {
    return badTopic(
      `${JSON.stringify(raw)} holds a control character or one that no broker takes`,
      expected,
      'remove it; it is often a line break or a NUL that was pasted along',
    )
  }
  if (!fitsInBytes(raw, longestTopic)) {
    return badTopic(
      `this topic takes more than ${longestTopic} bytes, the most that MQTT can carry`,
      expected,
    )
  }
  return undefined
}

export function badTopic(message: string, expected: string, remedy?: string): SettingProblem {
  return { code: 'bad-topic', message, expected, ...(remedy === undefined ? {} : { remedy }) }
}
