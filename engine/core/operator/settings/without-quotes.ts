import type { Json } from '../../model/json.ts'

/** How a number, true or false is to be written that stands in quotes; undefined of anything else. */
export function withoutQuotes(raw: Json, kind: 'number' | 'boolean'): string | undefined {
  if (typeof raw !== 'string') return undefined
  const bare = raw.trim().toLowerCase()
  const value = kind === 'number' ? numberIn(bare) : bare === 'true' || bare === 'false' ? bare : undefined
  return value === undefined ? undefined : `write it without quotes: ${value}`
}

const numberIn = (text: string): number | undefined =>
  text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
