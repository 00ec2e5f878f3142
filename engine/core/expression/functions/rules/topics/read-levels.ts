import type { FilterLevel } from '../../../../model/filter-levels.ts'
import { levelsOf } from '../../../../model/topic-overlap.ts'
import { badArgument } from '../bad-argument.ts'

const expected = 'a topic filter such as "plant/{room}/temperature" or "plant/+/#"'

/**
 * The levels of a topic filter, as a source's `topic` has them: `+`, `#` at the end, and named levels `{room}`. Of a
 * shared subscription (`$share/group/...`) those of the topic. Throws M1010.
 */
export function readLevels(name: string, filter: string): readonly FilterLevel[] {
  refuseEmpty(name, filter)
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

/** Nothing is no filter, nor is a shared one without a group and a topic (MQTT 5, 4.7.3 and 4.8.2). */
function refuseEmpty(name: string, filter: string): void {
  if (filter === '') throw badArgument(name, 2, expected, filter, 'use # for all topics')
  if (!filter.startsWith('$share/')) return
  if (!/^\$share\/[^/+#]+\/[^]/.test(filter))
    throw badArgument(
      name,
      2,
      expected,
      filter,
      'a shared subscription is $share/group/filter, its group a name without + and #',
    )
}

function readLevel(text: string): FilterLevel | undefined {
  if (text === '+') return { kind: 'any' }
  if (text === '#') return { kind: 'rest' }
  if (!/[+#{}]/.test(text)) return { kind: 'text', text }
  const name = /^\{([\p{L}_][\p{L}\p{N}_]*)\}$/u.exec(text)?.[1]
  return name === undefined || name.startsWith('__') ? undefined : { kind: 'named', name }
}
