import { quoted } from './quoted.ts'

/** Names that lead to the machinery of JavaScript in code that is not careful with them. */
const reserved: readonly string[] = ['__proto__', 'constructor', 'prototype']

const longest = 64

/**
 * What is wrong with the id of a flow, node, subflow or port, or undefined. An id stands in wires, in paths of state
 * and in topics, so it may not hold what separates there.
 */
export function idProblem(id: string): string | undefined {
  if (id === '') return 'the id is empty'
  if (reserved.includes(id)) return `the id ${quoted(id)} is reserved`
  if (id.length > longest) return `the id ${quoted(id)} is longer than ${longest} characters`
  if (/[./]/.test(id)) return `the id ${quoted(id)} holds "." or "/"`
  if (/[\p{Cc}\u2028\u2029]/u.test(id) || !id.isWellFormed())
    return `the id ${quoted(id)} holds a control character`
  if (id.trim() !== id) return `the id ${quoted(id)} begins or ends with a blank`
  if (id.startsWith('$')) return `the id ${quoted(id)} begins with "$"`
  return undefined
}

/** An id near this one that may be one. */
function betterId(id: string): string | undefined {
  const better = id
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, longest)
  if (reserved.includes(better)) return `${better}-1`
  return better === '' || idProblem(better) !== undefined ? undefined : better
}

/** What to do about an id that is none. */
export function idRemedy(id: string): string {
  const better = betterId(id)
  return better === undefined ? 'write a short name for what it is' : `write ${quoted(better)}`
}

export const idRule = `1 to ${longest} characters without ".", "/" and control characters, not beginning with "$"`

/** What is wrong with the name of a parameter, or undefined: it is a variable in expressions. */
export function parameterNameProblem(name: string): string | undefined {
  if (reserved.includes(name)) return `the name ${quoted(name)} is reserved`
  if (name.length > longest) return `the name ${quoted(name)} is longer than ${longest} characters`
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
    ? undefined
    : `the name ${quoted(name)} is no name of a variable`
}

/** A name near this one that may be one of a parameter. */
export function betterParameterName(name: string): string | undefined {
  const better = name.replace(/[^A-Za-z0-9_]+/g, '_').slice(0, longest)
  return better !== '' && parameterNameProblem(better) === undefined ? better : undefined
}

export const parameterNameRule = `1 to ${longest} letters, digits and "_", not beginning with a digit`
