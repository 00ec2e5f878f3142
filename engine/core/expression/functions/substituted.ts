import { joinedText } from '../values/joined-text.ts'
import type { Run } from '../frame.ts'
import type { Match } from '../calling/matcher.ts'

/**
 * What a replacement stands for: `$0` for the match, `$1` and so on for its groups, `$$` for `$`. Of as many digits as the
 * number of groups has, the longest number that is one of a group counts.
 */
export function substituted(replacement: string, { match, groups }: Match, run: Run): string {
  if (!replacement.includes('$')) return replacement
  const all: readonly unknown[] = Array.isArray(groups) ? groups : []
  const digits = String(Math.max(1, all.length)).length
  let result = ''
  let from = 0
  for (let at = replacement.indexOf('$'); at >= 0; at = replacement.indexOf('$', from)) {
    run.look(1)
    run.admitText(result.length)
    result += replacement.slice(from, at)
    from = at + 1
    const next = replacement.charAt(from)
    if (next === '$' || next === '0') {
      result += next === '$' ? '$' : shown(match, run)
      from++
      continue
    }
    const number = groupNumber(replacement.slice(from, from + digits), all.length)
    if (number === undefined) {
      result += '$'
      continue
    }
    const group = all[number - 1]
    if (group !== undefined) result += shown(group, run)
    from += String(number).length
  }
  return result + replacement.slice(from)
}

function groupNumber(digits: string, groups: number): number | undefined {
  const whole = Number.parseInt(digits, 10)
  const number = digits.length > 1 && whole > groups ? Number.parseInt(digits.slice(0, -1), 10) : whole
  return Number.isNaN(number) ? undefined : number
}

/** A function that matches may give anything. */
const shown = (value: unknown, run: Run): string =>
  typeof value === 'string' ? value : joinedText(value, run)
