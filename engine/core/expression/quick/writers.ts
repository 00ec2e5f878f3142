export type Row = Record<string, unknown>
export type Writer = (row: Row, value: unknown) => void

/** See readers.ts: each place in the source learns how one field is added to objects of one shape. */
const WRITERS: readonly ((name: string) => Writer)[] = [
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
  (name) => (row, value) => void (row[name] = value),
]

let taken = 0

/** Sets a field of a new object; one for each field of each place that makes objects. `__proto__` is not for it. */
export function writer(name: string): Writer {
  const make = WRITERS[taken]
  if (make === undefined) return (row, value) => void (row[name] = value)
  taken++
  return make(name)
}
