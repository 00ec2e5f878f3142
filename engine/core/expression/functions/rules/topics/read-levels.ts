import type { FilterLevel } from '../../../../model/filter-levels.ts'
import { levelsOf } from '../../../../model/topic-overlap.ts'
import { badArgument } from '../bad-argument.ts'

const expected = 'a topic filter such as "plant/{room}/temperature" or "plant/+/#"'

/**
 * The levels of a topic filter, as a source's `topic` has them: `+`, `#` at the end, and named levels `{room}`. Of a
 * shared subscription (`$share/group/...`) those of the topic. Throws M1010.
 */
export function readLevels(name: string, filter: string): readonly FilterLevel[] {
  const texts = levelsOf(filter)
  const levels: FilterLevel[] = []
  const names = new Set<string>()
  for (const [at, text] of texts.entries()) {
    const level = readLevel(text)
    if (level === undefined)
      throw badArgument(name, 2, expected, filter, 'let +, # or {name} stand for a whole level between two /')
    if (level.kind === 'rest' && at < texts.length - 1)
      throw badArgument(name, 2, expected, filter, 'put # at the end, or use + for a single level')
    if (level.kind === 'named') {
      if (names.has(level.name))
        throw badArgument(name, 2, expected, filter, 'give each level a name of its own')
      names.add(level.name)
    }
    levels.push(level)
  }
  return levels
}

function readLevel(text: string): FilterLevel | undefined {
  if (text === '+') return { kind: 'any' }
  if (text === '#') return { kind: 'rest' }
  if (!/[+#{}]/.test(text)) return { kind: 'text', text }
  const name = /^\{([\p{L}_][\p{L}\p{N}_]*)\}$/u.exec(text)?.[1]
  return name === undefined || name.startsWith('__') ? undefined : { kind: 'named', name }
}
