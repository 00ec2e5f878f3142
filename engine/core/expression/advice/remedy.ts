import { remedyAtEnd } from './ends-early.ts'
import { isEventField } from '../event-fields.ts'
import type { ExpressionError } from '../expression-error.ts'
import { otherWayOf } from './other-names.ts'
import { slipIn } from './slip.ts'

/** How to mend an expression that was refused, where that can be told. `text` is the whole of it. */
export function remedyFor(error: ExpressionError, text: string): string | undefined {
  const { code, message, token = '', details } = error
  if (code === 'S0203' || code === 'S0207') {
    const atEnd = remedyAtEnd(text, details.value) ?? slipIn(text, token)
    return atEnd ?? (code === 'S0203' ? `add the ${String(details.value)} that is missing` : undefined)
  }
  if (code !== 'M1002')
    return code.startsWith('S') ? slipIn(text, token === '' ? undefined : token) : undefined
  if (details.type !== 'function') return variableRemedy(token, text, message)
  const way = otherWayOf(token)
  if (way !== undefined) return way
  return message.includes('did you mean')
    ? undefined
    : '"millrace docs expressions" has all functions there are'
}

function variableRemedy(name: string, text: string, message: string): string | undefined {
  const path = new RegExp(
    String.raw`\$${name.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)}((?:\.[\p{L}_][\p{L}\p{N}_]*)*)`,
    'u',
  )
  const names = [name, ...(path.exec(text)?.[1] ?? '').split('.').slice(1)]
  const field = names.findIndex(isEventField)
  // `$event.payload.c` as well as `$payload.c`.
  if (field === 0 || field === 1)
    return `write ${names.slice(field).join('.')}: a field of the event has no $`
  if (name.startsWith('$')) return `write ${name} with one $, as every parameter`
  if (message.includes('did you mean')) return undefined
  return `a parameter of the flow is declared: "parameters": { "${name}": { "type": "number", "default": 0 } }`
}
