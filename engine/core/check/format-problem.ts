import type { Problem } from '../model/problem.ts'

/**
 * A problem as lines of text for a terminal or a log: where and what, then, indented, how to mend it. The file's name
 * is the one given here or, without it, the problem's own.
 */
export function formatProblem(problem: Problem, file: string | undefined = problem.file): string {
  const { severity, line, column, flow, node, setting, message, remedy } = problem
  const place = [file, line, column].filter((part) => part !== undefined && part !== '').join(':')
  const whose = [flow, node].filter((part) => part !== undefined && part !== '').join(' / ')
  const what = `${severity} ${setting === undefined ? '' : `${setting}: `}${message}`
  const first = [place, what, whose === '' ? '' : `(${whose})`].filter((part) => part !== '').join(' ')
  return [first, ...(remedy === undefined ? [] : [`  ${remedy}`])].map(oneLine).join('\n')
}

/** Names come from documents: in a terminal, nothing in them may act. */
function oneLine(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
}
