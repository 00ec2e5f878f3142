import { perName } from './places.ts'
import type { Held, Reader } from './quick.ts'

const PROTOTYPES: readonly object[] = [
  Object.prototype,
  Array.prototype,
  String.prototype,
  Number.prototype,
  Boolean.prototype,
  Function.prototype,
  Map.prototype,
  Set.prototype,
  Date.prototype,
  ArrayBuffer.prototype,
  Uint8Array.prototype,
]

/** Whether reading a name may give what the data does not hold: a method, or the length of a text. */
export function isInherited(name: string): boolean {
  return PROTOTYPES.some((prototype) => name in prototype)
}

/** Reads a field with a name that texts, arrays and the like inherit, but records do not. */
export const plainField = perName<Reader>(
  [
    (name) => (value) => (value?.constructor === Object ? value[name] : ownField(value, name)),
    (name) => (value) => (value?.constructor === Object ? value[name] : ownField(value, name)),
    (name) => (value) => (value?.constructor === Object ? value[name] : ownField(value, name)),
    (name) => (value) => (value?.constructor === Object ? value[name] : ownField(value, name)),
    (name) => (value) => (value?.constructor === Object ? value[name] : ownField(value, name)),
    (name) => (value) => (value?.constructor === Object ? value[name] : ownField(value, name)),
    (name) => (value) => (value?.constructor === Object ? value[name] : ownField(value, name)),
    (name) => (value) => (value?.constructor === Object ? value[name] : ownField(value, name)),
  ],
  (name) => (value) => ownField(value, name),
)

/** Reads a field with a name that every object inherits. */
export function ownField(value: Held, name: string): Held {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord && Object.hasOwn(value, name) ? value[name] : undefined
}
