import { ExpressionError } from '../../expression-error.ts'
import { spelled } from '../picture/spelled.ts'
import { writtenInteger } from '../picture/written-integer.ts'
import { checkLength } from './bounds.ts'
import { componentOf } from './component.ts'
import type { Part } from './part.ts'
import { type Offset, writtenZone } from './zone.ts'

/** A date whose UTC fields are those of the clock at that offset, as the parts of a picture say. */
export function written(parts: readonly Part[], date: Date, offset: Offset): string {
  let text = ''
  for (const part of parts) {
    checkLength(text.length + leastOf(part))
    text += writtenPart(part, date, offset)
  }
  return text
}

function leastOf(part: Part): number {
  return part.kind === 'number' && part.integer.kind === 'digits' ? part.integer.mandatory : 0
}

function writtenPart(part: Part, date: Date, offset: Offset): string {
  switch (part.kind) {
    case 'literal':
      return part.text
    case 'number':
      return writtenInteger(componentOf(part.component, date) % part.modulus, part.integer)
    case 'name': {
      const name = part.names[componentOf(part.component, date)] ?? ''
      return spelled(name, part.letters).slice(0, part.longest)
    }
    case 'zone':
      return writtenZone(part, offset)
    case 'calendar':
      return 'ISO'
    case 'refused':
      throw new ExpressionError(part.code, { value: part.value })
  }
}
