import { quoted } from './quoted.ts'

/** What stands at an offset, in a word. */
export function foundAt(text: string, at: number): string {
  if (at >= text.length) return 'the end of the text'
  const [word = ''] = /^[\w.$+-]{1,30}/.exec(text.slice(at, at + 30)) ?? []
  if (word !== '') return word
  return /[\r\n]/.test(text[at] ?? '')
    ? 'the end of the line'
    : quoted(String.fromCodePoint(text.codePointAt(at) ?? 0))
}

/** What to do where something else was expected, for the slips that people make and what tools leave behind. */
export function slipAt(text: string, at: number, expected: string): string | undefined {
  const here = text.slice(at, at + 2)
  if (here === '//' || here === '/*' || here.startsWith('#'))
    return 'JSON has no comments: a "note" holds words on a node or flow'
  if (here.startsWith("'") || here.startsWith('“')) return 'write texts and names in double quotes: "..."'
  const word = /^(True|False|None|NULL|Null|undefined|NaN|TRUE|FALSE)(?![\w.$-])/.exec(
    text.slice(at, at + 12),
  )?.[1]
  if (word !== undefined) return `write ${/^[tf]/i.test(word) ? word.toLowerCase() : 'null'}`
  if (/^[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/.test(here)) {
    const code = here.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return `this is no ordinary blank but U+${code}, as web pages and word processors have it: write a blank`
  }
  const before = text.slice(Math.max(0, at - 200), at).trimEnd()
  if (/^[}\]]/.test(here) && before.endsWith(',')) return 'take out the comma before it'
  if (/^[{[]/.test(expected) || at >= text.length)
    return 'the document ends too early: is a part of it missing?'
  if (/^(<<|==|>>)/.test(here))
    return 'this is what git leaves where two versions clash: settle it and take the marks out'
  if (expected.startsWith('a comma') && /^["\w{[-]/.test(here)) return 'put a comma between the two'
  if (expected.startsWith('a name') && /^\w/.test(here)) return 'write the name in double quotes'
  return undefined
}
