import { checkedPicture } from './bounds.ts'
import { integerPicture } from './integer-picture.ts'
import { wholePart } from './whole-number.ts'
import { writtenInteger } from './written-integer.ts'

/** $formatInteger. Throws D3130, D3131, D1001 for what is not finite, and U1001 for what is too long. */
export function formatInteger(value: number | undefined, picture: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const format = integerPicture(checkedPicture(picture))
  return writtenInteger(wholePart(value), format)
}
