/** Texts, names in backquotes and comments: what stands in them is no slip. */
const quotedParts = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\/\*[^]*?\*\//g

const fields = new Set(['payload', 'topic', 'key', 'time', 'params', 'properties'])

/** What people write who are used to another language, and what JSONata wants in its place. The first that fits. */
const slips: readonly (readonly [pattern: RegExp, remedy: string | ((name: string) => string)])[] = [
  [/!==/, 'write != for "is not equal"'],
  [/={2,3}/, 'write = for "is equal"'],
  [/&&/, 'write "and" in place of &&'],
  [/\|\|/, 'write "or" in place of ||'],
  [/<>/, 'write != for "is not equal"'],
  [/!(?!=)/, 'write $not(...) in place of !'],
  [/\bnot\b(?!\s*\()/i, 'write $not(...)'],
  [/\bis\s+not\s+null\b/i, 'write $exists(payload.name), or != null'],
  [/\bis\s+null\b/i, 'write = null, or $not($exists(payload.name))'],
  [/=>/, 'write a function as function($x) { $x + 1 }'],
  [
    /\{\{?\s*([\p{L}_][\p{L}\p{N}_.]*)\s*\}/u,
    (name) =>
      `braces are for the topics of sinks; in an expression write ${
        fields.has(name.split('.')[0] ?? '') ? name : `params.${name}`
      }`,
  ],
]

/** The remedy for an expression that cannot be read, where it looks like a slip that many make. */
export function slipIn(text: string): string | undefined {
  const bare = text.replace(quotedParts, '""')
  for (const [pattern, remedy] of slips) {
    const found = pattern.exec(bare)
    if (found !== null) return typeof remedy === 'string' ? remedy : remedy(found[1] ?? '')
  }
  return undefined
}
