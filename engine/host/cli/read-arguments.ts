import { parseArgs } from 'node:util'
import { nearestNames } from '../../core/check/nearest.ts'
import { UsageError } from './usage-error.ts'

export type OptionShape = Readonly<
  Record<
    string,
    { readonly type: 'string' | 'boolean'; readonly multiple?: boolean; readonly short?: string }
  >
>

export type OptionValues<Shape extends OptionShape> = {
  readonly [Name in keyof Shape]?: Shape[Name]['type'] extends 'boolean'
    ? boolean
    : Shape[Name] extends { readonly multiple: true }
      ? readonly string[]
      : string
}

/** Reads a command's options. Throws a `UsageError` that names what was not expected and what is near to it. */
export function readArguments<const Shape extends OptionShape>(
  args: readonly string[],
  shape: Shape,
): { readonly values: OptionValues<Shape>; readonly positionals: readonly string[] } {
  const known = [...Object.keys(shape), 'help']
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: { ...shape, help: { type: 'boolean' } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const seen = new Set<string>()
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const { name, rawName, value } = token
    if (!known.includes(name)) throw unknownOption(rawName, name, known)
    const option = shape[name]
    if (option?.type === 'string') {
      if (value === undefined || (!token.inlineValue && value.startsWith('--'))) {
        throw new UsageError(`${rawName}: expected a value behind it`)
      }
      if (option.multiple !== true && seen.has(name)) throw new UsageError(`${rawName}: given more than once`)
    } else if (value !== undefined) {
      throw new UsageError(`${rawName}: takes no value, got ${JSON.stringify(value)}`)
    }
    seen.add(name)
  }
  // parseArgs reads each option as its shape says; the loop above refused what it lets through.
  return { values: values as OptionValues<Shape>, positionals }
}

function unknownOption(raw: string, name: string, known: readonly string[]): UsageError {
  const near = nearestNames()(name, known)
  const hint = near === undefined ? '' : `; did you mean --${near}?`
  const list = known.map((option) => `--${option}`).join(', ')
  return new UsageError(`there is no option ${raw}${hint}\nThere are: ${list}`)
}
