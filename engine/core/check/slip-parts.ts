/** What a part of a text means, and the offset behind it. */
export interface Meant<Value> {
  readonly value: Value
  readonly end: number
}

// What follows are parts that are no JSON, but of which it is certain what was meant.

/** The offset behind a comment or a blank that JSON does not know; undefined where none stands there. */
export function behindFiller(text: string, at: number): number | undefined {
  const code = text.charCodeAt(at)
  if (code < 0xa0 && code !== 0x2f && code !== 0x23) return undefined
  return endOf(/\/\/.*|#.*|\/\*[^]*?\*\/|[\u00a0\u2000-\u200b\u202f\u3000\ufeff]+/y, text, at)
}

const words: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['none', null],
  ['null', null],
  ['undefined', null],
  ['nan', null],
])

/** A word for true, false or nothing, as other languages write them. */
export function wordMeant(text: string, at: number): Meant<boolean | null> | undefined {
  const end = endOf(/(?:True|False|None|NULL|Null|undefined|NaN|TRUE|FALSE)(?![\w.$-])/y, text, at)
  const value = end === undefined ? undefined : words.get(text.slice(at, end).toLowerCase())
  return end === undefined || value === undefined ? undefined : { value, end }
}

/** A text in single or typographic quotes, up to where a text may end. */
export function quotedOtherwise(text: string, at: number): Meant<string> | undefined {
  return inside(/(?:'[^'"\\\r\n]*'|“[^“”"\\\r\n]*”)(?=[ \t\r\n]*[,:}\]])/y, text, at)
}

/** A name without quotes. */
export function bareName(text: string, at: number): Meant<string> | undefined {
  const end = endOf(/[A-Za-z_][\w-]*(?=[ \t\r\n]*:)/y, text, at)
  return end === undefined ? undefined : { value: text.slice(at, end), end }
}

/** Whether another member of an object begins here. */
export function beginsMember(text: string, at: number): boolean {
  return endOf(/"[^"\\\r\n]*"[ \t\r\n]*:/y, text, at) !== undefined
}

/** A text, a list, an object, or a number with its end. */
const anItem = /["{[]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y

/** Whether another item of a list begins here; it has to stand apart, or a quote in a text would look like its end. */
export function beginsItem(text: string, at: number): boolean {
  return /\s/.test(text[at - 1] ?? '') && endOf(anItem, text, at) !== undefined
}

function inside(form: RegExp, text: string, at: number): Meant<string> | undefined {
  const end = endOf(form, text, at)
  return end === undefined ? undefined : { value: text.slice(at + 1, end - 1), end }
}

function endOf(form: RegExp, text: string, at: number): number | undefined {
  form.lastIndex = at
  return form.test(text) ? form.lastIndex : undefined
}
