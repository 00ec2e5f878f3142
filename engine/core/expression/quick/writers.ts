import { placesOf } from './places.ts'
import { UNSURE } from './quick.ts'

/** Sets a field of a new object and gives that object, or UNSURE if it or the value is that. Nothing is left out. */
export type Writer = (row: unknown, value: unknown) => unknown

function isGiven(row: unknown, value: unknown): row is Record<string, unknown> {
  return value !== undefined && typeof value !== 'symbol' && typeof row !== 'symbol'
}

/** As in readers.ts: each place in the source learns how one field is added to the objects of one shape. */
const WRITERS: readonly ((name: string) => Writer)[] = [
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
  (name) => (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  },
]

const shared =
  (name: string): Writer =>
  (row, value) => {
    if (isGiven(row, value)) row[name] = value
    return typeof value === 'symbol' ? UNSURE : row
  }

const nextWriter = placesOf(WRITERS, shared)

/** A writer for one field of one place that makes objects. The name may not be `__proto__`. */
export function writer(name: string): Writer {
  return nextWriter()(name)
}
