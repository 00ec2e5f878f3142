import { isEventField } from '../event-fields.ts'
import { setField } from '../values/set-field.ts'

/** Texts, names in backquotes and comments: what stands in them is no slip. */
const quotedParts = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\/\*[^]*?\*\//g

interface Slip {
  readonly pattern: RegExp
  readonly remedy: string | ((found: RegExpExecArray) => string)
  /** Looked for in the text as it is, quotes and all. */
  readonly raw?: true
  /** What the parser stumbled over must be just what the group `token`, else the first group, found. */
  readonly isToken?: true
}

const words: Readonly<Record<string, string>> = {
  gt: '>',
  lt: '<',
  gte: '>=',
  ge: '>=',
  lte: '<=',
  le: '<=',
  eq: '=',
  equals: '=',
  ne: '!=',
  neq: '!=',
  mod: '%',
}

const signs: Readonly<Record<string, string>> = { '≥': '>=', '≤': '<=', '≠': '!=' }

const sequence =
  'one expression gives one value: put several into an object, { "a": payload.a, "b": payload.b }, or steps into parentheses, ($x := payload.a; $x * 2)'

/** What people write who are used to another language, and what JSONata wants in its place. The first that fits. */
const slips: readonly Slip[] = [
  { pattern: /^\s*\/\/|\s\/\/|(?:^|\s)#(?!\s*\$)/, remedy: 'a comment stands between /* and */' },
  {
    pattern: /(?<![.$])\b(?:let|const|var)\s+(\w+)|^\s*\$([\p{L}_][\p{L}\p{N}_]*)\s*=(?!=)[^=;]+;\s*[^;\s]/u,
    remedy: ([, name, set = name]) => named(set ?? 'x', name === undefined ? '5' : 'payload.c'),
  },
  {
    pattern: /^\s*\$[\p{L}_][\p{L}\p{N}_]*\s*:=[^;]*(;)\s*[^;\s]/u,
    remedy: inParentheses,
    isToken: true,
    raw: true,
  },
  { pattern: /\bnew\s+Date\b/, remedy: 'write $millis() for ms, $now() for a text' },
  { pattern: /(?<![.$])\b(?:if|then|else)\b/i, remedy: 'write condition ? value : other value' },
  {
    pattern: /(?:^|[;({}])\s*([\p{L}_][\p{L}\p{N}_.]*)\s*=(?!=)\s*([^=;]+);/u,
    remedy: ([, path = '', value]) => setField(path, withoutTexts(value)),
  },
  { pattern: /(?<![.$])\breturn\b/, remedy: 'an expression is itself what it gives: leave out return and ;' },
  {
    pattern: /(?<![$\p{L}\p{N}_.])([\p{L}_][\p{L}\p{N}_.]*)\s*:=([^;]*)/u,
    remedy: ([, path = '', value]) => setField(path, withoutTexts(value)),
  },
  {
    pattern: /(?<![$\p{L}\p{N}_.])([\p{L}_][\p{L}\p{N}_.]*)\s*(?:[-+*/]=|\+\+|--)/u,
    remedy: ([, path = '']) => setField(path),
  },
  {
    pattern: /\.\.\.\s*([\p{L}_][\p{L}\p{N}_.]*)/u,
    remedy: ([, path]) => `write $merge([${path}, { "x": 5 }]) to add to an object`,
  },
  { pattern: /!==/, remedy: 'write != for "is not equal"' },
  { pattern: /={2,3}/, remedy: 'write = for "is equal"' },
  { pattern: /&&/, remedy: 'write "and" in place of &&' },
  { pattern: /\|\|/, remedy: 'write "or" in place of ||' },
  { pattern: /<>/, remedy: 'write != for "is not equal"' },
  { pattern: /\*\*/, remedy: 'write $power(a, b) in place of a ** b' },
  { pattern: /\^(?!\s*\()/, remedy: 'write $power(a, b) in place of a ^ b' },
  {
    pattern: /[\p{L}\p{N}_)\]]\s*\[\s*([^[\].]+?)\s*(?<token>\.\.)\s*([^[\].]+?)\s*\]/u,
    remedy: ([, from, , to]) => `a range of places stands in two brackets: [[${from}..${to}]]`,
    isToken: true,
  },
  { pattern: /(\.\.)/, remedy: 'a range stands in square brackets: [1..5]', isToken: true },
  { pattern: /\?\./, remedy: 'write . in place of ?. (what is not there gives nothing)' },
  { pattern: /,\s*([}\])])/, remedy: ([, end]) => `take out the comma before ${end}` },
  { pattern: /\bis\s+not\s+null\b/i, remedy: 'write $exists(payload.name), or != null' },
  { pattern: /!~/, remedy: 'write $not($contains(payload.name, /pattern/))' },
  { pattern: /=~|~(?!>)/, remedy: 'write $contains(payload.name, /pattern/)' },
  { pattern: /!(?!=)/, remedy: 'write $not(...) in place of !' },
  { pattern: /(?<![.$])\bnot\b(?!\s*\()/i, remedy: 'write $not(...)' },
  {
    pattern: /(?<![.$])\b(AND|OR|IN)\b/,
    remedy: ([, word = '']) => `write "${word.toLowerCase()}" in small letters`,
  },
  { pattern: /\bis\s+null\b/i, remedy: 'write = null, or $not($exists(payload.name))' },
  {
    pattern: /(?:\b(?:payload|params|properties)\.[\p{L}\p{N}_.]*|\b(?:key|time))\s*=>/u,
    remedy: 'write >= for "at least"',
  },
  { pattern: /=<(?!<)/, remedy: 'write <= for "at most"' },
  {
    pattern: /([≥≤≠])/,
    remedy: ([, sign = '']) => `write ${signs[sign]} in place of ${sign}`,
  },
  { pattern: /\btypeof\b/, remedy: 'write $type(...)' },
  {
    pattern: /\b(0[xX][0-9a-fA-F]+)\b/,
    remedy: ([, number = '']) => `write ${Number(number)} in place of ${number}`,
  },
  {
    pattern: /(?<![\p{L}\p{N}_)\]"`.])\.(\d+)/u,
    remedy: ([, digits]) => `write 0.${digits} in place of .${digits}`,
  },
  {
    pattern: /(?:^|[-*/%<>=(,:?&[]|\b(?:and|or|in))\s*\+\s*(\d)/,
    remedy: 'leave out the + before the number',
  },
  {
    pattern:
      /([\p{L}_][\p{L}\p{N}_.]*)\s*([<>]=?|!?=)\s*([^\s<>=!&()]+)\s+(and|or)\s*([<>]=?|!?=)\s*([^\s<>=!&()]+)/u,
    remedy: ([, field, operator, first, word, other, second]) =>
      `write ${field} ${operator} ${first} ${word} ${field} ${other} ${second}`,
  },
  { pattern: /=>/, remedy: 'write a function as function($x) { $x + 1 }' },
  {
    pattern: /\b(gte?|lte?|ge|le|eq|equals|neq?|mod)\b/i,
    remedy: ([, word = '']) => `write ${words[word.toLowerCase()]} in place of ${word}`,
    isToken: true,
  },
  {
    pattern: /\b(contains|includes|like)\b/i,
    remedy: 'write $contains(payload.name, "part")',
    isToken: true,
  },
  { pattern: /[“”„‘’]/, remedy: 'write plain quotes: " or \'', raw: true },
  {
    pattern: /'([\p{L}\p{N} ]*\p{L}'\p{L}[\p{L}\p{N} ]*)'/u,
    remedy: ([, text]) => `a text with ' in it stands in double quotes, in JSON \\"${text}\\"`,
    raw: true,
  },
  {
    pattern: /(?<![.$])\bin\s*\([^(),]*(,)/,
    remedy: 'a list stands in square brackets: in [1, 2]',
    isToken: true,
  },
  {
    pattern: /\d(,)\d/,
    remedy: 'the decimal sign is a point: 3.5; values of a list stand in square brackets',
    isToken: true,
  },
  {
    pattern: /\.(\d+\p{L}[\p{L}\p{N}_]*)/u,
    remedy: ([, name]) => `a name that begins with a digit stands in backquotes: payload.\`${name}\``,
  },
  {
    pattern: /\d\s*(?!(?:payload|topic|key|time|params|properties)\b)(°\p{L}*|%|\p{L}+)/u,
    remedy: ([, unit]) => `leave out ${unit}: a number has no unit here`,
    isToken: true,
  },
  {
    pattern: /([\p{L}_][\p{L}\p{N}_.]*)\s+(?<token>between)\s+(\S+)\s+and\s+(\S+)/u,
    remedy: ([, value, , least, most]) => `write ${value} >= ${least} and ${value} <= ${most}`,
    isToken: true,
  },
  {
    pattern:
      /(?<!(?<![.$])\b(?:and|or|in))(?<![{,]\s*"")(?<=[\p{L}\p{N}_)\]"])\s+(payload|topic|key|time|params|properties)(?![\p{L}\p{N}_])/u,
    remedy: 'between two values stands an operator, such as & or +',
    isToken: true,
  },
  {
    // Of two words only: what follows has to be an operator, or the end.
    pattern:
      /^\s*(?:payload|params|properties)\.[\p{L}\p{N}_.]*?([\p{L}_][\p{L}\p{N}_]*)\s+(?<token>[\p{L}_][\p{L}\p{N}_]*)(?=\s*(?:$|[-<>=!+*/%&?:,.)\]}]|(?:and|or|in)\b))/u,
    remedy: ([, first, second]) => `a name with a space stands in backquotes: \`${first} ${second}\``,
    isToken: true,
  },
  {
    pattern: /\b(?:function|λ)\s*\(\s*[\p{L}_]/u,
    remedy: 'names in a function begin with $: function($x) { $x + 1 }',
  },
  {
    pattern: /^[^"'{}<>=&]*[^"'{}<>=&$\s][^"'{}<>=&$]*\{[\p{L}_][\p{L}\p{N}_.]*\}[^{}<>=&]*$/u,
    remedy: ([text]) =>
      `braces are for the topics of sinks; in an expression write ${text
        .trim()
        .split(/\{([^{}]*)\}/)
        .flatMap((part, at) => (part === '' ? [] : [at % 2 === 1 ? fieldOf(part) : `'${part}'`]))
        .join(' & ')}`,
  },
  {
    pattern: /(?<!\)\s*)\{\{?\s*([\p{L}_][\p{L}\p{N}_.]*)\s*\}/u,
    remedy: ([, name = '']) => `braces are for the topics of sinks; in an expression write ${fieldOf(name)}`,
  },
  { pattern: /;\s*$/, remedy: 'take out the ; at the end' },
  { pattern: /;/, remedy: sequence },
  {
    pattern: /^(\s*\p{L}[\p{L}\p{N}]*[,:!?]?\s+\p{L}[\p{L}\p{N}\s,:.!?]*)$/u,
    remedy: ([text]) => `a text stands in quotes: '${text.trim()}'`,
  },
]

function inParentheses({ input }: RegExpExecArray): string {
  const steps = input.trim().replace(/[;\s]+$/, '')
  return steps.length > longestShown ? sequence : `put the steps into parentheses: (${steps})`
}

const longestShown = 100

function named(name: string, value: string): string {
  return `a value gets a name in parentheses: ($${name} := ${value}; $${name} * 2)`
}

/** What is quoted is not at hand here; a text with it cannot be shown. */
function withoutTexts(value: string | undefined): string | undefined {
  return value?.includes('""') === true ? undefined : value?.trim()
}

const fieldOf = (name: string): string => (isEventField(name.split('.')[0] ?? '') ? name : `params.${name}`)

/** The time that the patterns take grows with the square of a text's length; what people write by hand is shorter. */
const longestLookedAt = 2_000

/** The remedy for an expression that cannot be read, where it looks like a slip that many make. */
export function slipIn(text: string, token?: string): string | undefined {
  if (text.length > longestLookedAt) return undefined
  const bare = text.replace(quotedParts, '""')
  for (const { pattern, remedy, raw, isToken } of slips) {
    const found = pattern.exec(raw === true ? text : bare)
    if (
      found === null ||
      (isToken === true && token !== undefined && (found.groups?.['token'] ?? found[1]) !== token)
    )
      continue
    return typeof remedy === 'string' ? remedy : remedy(found)
  }
  return undefined
}
