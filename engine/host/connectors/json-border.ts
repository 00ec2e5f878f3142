import { Failure } from '../../core/model/failure.ts'
import { demandFinite } from '../../core/model/finite.ts'
import { isObject, type Json } from '../../core/model/json.ts'

/** How deep lists and objects may lie in one another where JSON enters. */
export const deepest = 200

/**
 * Reads JSON that comes from outside. Throws a `Failure`: `not-json`; `too-deep`, which would end in a stack overflow
 * somewhere later; `forbidden-key` (`__proto__`, or `constructor` with a `prototype`), which could reach into objects
 * of the program; `not-finite` (such as 1e999), which would be lost when it is saved.
 */
export function readJson(text: string): Json {
  let value: Json
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Failure('not-json', `expected JSON, got ${excerpt(text)} (${reason(error)})`)
  }
  demandSafe(value, 1)
  return value
}

/**
 * Throws a `Failure` where a value that came from outside lies too deep, holds a forbidden key or a number too large.
 * It goes over every message that comes in, so it makes nothing: no lists of entries, no call for what holds nothing.
 */
export function demandSafe(value: unknown, depth: number): void {
  if (typeof value === 'number') demandFinite(value)
  if (typeof value !== 'object' || value === null) return
  if (depth > deepest) {
    throw new Failure('too-deep', `expected at most ${deepest} lists and objects in one another, got more`)
  }
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item !== 'string') demandSafe(item, depth + 1)
    return
  }
  if (!isObject(value)) return
  // What JSON.parse makes has no names but its own.
  for (const name in value) {
    const item = value[name]
    if (name === '__proto__' || (name === 'constructor' && isObject(item) && 'prototype' in item)) {
      throw new Failure('forbidden-key', `the key ${name} is not accepted: leave it out or rename it`)
    }
    if (typeof item !== 'string') demandSafe(item, depth + 1)
  }
}

function excerpt(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text)
}

/** What the parser says, without the text itself, which can be long. */
function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/,? ?"[\s\S]*$/, '').slice(0, 100)
}
