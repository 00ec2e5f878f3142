import { ExpressionError } from '../../expression/expression-error.ts'
import { Failure } from '../../model/failure.ts'

/** Longer expressions are shown by their beginning. */
const longestShown = 80

/** What an expression of a setting has thrown, saying which one that was: a node may have many. */
export function inSetting(error: unknown, setting: string, expression: string): unknown {
  const isExpression = error instanceof ExpressionError
  if (!isExpression && !(error instanceof Failure)) return error
  const { code, message } = error
  const place = isExpression ? / \((at character \d+)\)$/.exec(message) : null
  const [whole = '', at = ''] = place ?? []
  const said = message.slice(0, message.length - whole.length)
  const where = `${at === '' ? 'in' : `${at} of`} ${brief(expression)}`
  return new Failure(code, `${setting}: ${said} (${where})`)
}

function brief(expression: string): string {
  const line = expression.trim().replaceAll(/\s+/g, ' ')
  return line.length > longestShown ? `${line.slice(0, longestShown)}…` : line
}
