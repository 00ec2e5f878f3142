import { ExpressionError } from '../../expression/expression-error.ts'
import { Failure } from '../../model/failure.ts'

/** So many characters of an expression are shown. */
const longestShown = 80

/** What an expression of a setting has thrown, saying which one that was: a node may have many. */
export function inSetting(error: unknown, setting: string, expression: string): unknown {
  const isExpression = error instanceof ExpressionError
  if (!isExpression && !(error instanceof Failure)) return error
  const { code, message } = error
  const place = isExpression ? / \(at character (\d+)\)$/.exec(message) : null
  const [whole = '', character] = place ?? []
  const said = message.slice(0, message.length - whole.length)
  const at = character === undefined ? '' : `at character ${character} of `
  return new Failure(
    code,
    `${setting}: ${said} (${at === '' ? 'in ' : at}${around(expression, Number(character ?? 0))})`,
  )
}

/** An expression in one line, of a long one what stands around a place. */
function around(expression: string, place: number): string {
  const from = Math.max(0, Math.min(place - longestShown / 2, expression.length - longestShown))
  const to = from + longestShown
  const shown = expression.slice(from, to).trim().replaceAll(/\s+/g, ' ')
  return `${from > 0 ? '…' : ''}${shown}${to < expression.length ? '…' : ''}`
}
