import { type FilterLevel, levelsMatcher } from '../../model/filter-levels.ts'
import type { Json } from '../../model/json.ts'
import { bad, type SettingNote, type Presence, type SettingProblem, type SettingWords } from '../setting.ts'
import { declare } from './declare.ts'
import { dollarNotes, openPlaceholder } from './topic-slips.ts'
import { badTopic, longestTopic, problemOfText } from './topic-text.ts'

/** What a source subscribes to. */
export interface TopicFilter {
  /** As it was written, with named placeholders. */
  readonly text: string
  /** As a broker wants it: each placeholder is a `+`. */
  readonly filter: string
  /** The names of its placeholders. */
  readonly names: readonly string[]
  /** The named levels of a topic, or undefined where the topic does not match. */
  match(topic: string): Readonly<Record<string, string>> | undefined
}

const expected = 'a topic such as "plant/{room}/temperature" or "plant/+/#"'

/**
 * An MQTT topic filter: levels between `/`, `+` for any one level, `#` at the end for all that follow, and named
 * placeholders `{room}`, which match any one level and give it as `params.room`.
 */
export function topicFilter<const P extends SettingWords & Presence>(words: P) {
  return declare<TopicFilter, P>(words, {
    kind: 'topic',
    schema: { type: 'string', minLength: 1, maxLength: longestTopic },
    form: { control: 'topic', options: { use: 'subscribe' } },
    read(raw, { parameters }) {
      const read = readFilter(raw)
      if ('code' in read) return bad(read)
      const stars = read.text.split('/').includes('*') ? [star(read.text)] : []
      const notes = [...stars, ...dollarNotes(read.text, 'filter', parameters)]
      const takes = (topic: string): boolean => read.match(topic) !== undefined
      return { ok: true, read: { shown: read.text, params: read.names, takes, notes, bind: () => read } }
    },
  })
}

/** To a broker `*` is a character like any other. */
const star = (text: string): SettingNote => ({
  code: 'star-in-topic',
  severity: 'warning',
  message: 'a level * matches only a level that is called *',
  remedy: `for any level write + or a name: ${JSON.stringify(
    text
      .split('/')
      .map((level) => (level === '*' ? '+' : level))
      .join('/'),
  )}`,
})

/** Reads a filter, or says what is wrong with it. */
export function readFilter(raw: Json): TopicFilter | SettingProblem {
  const problem = problemOfText(raw, expected)
  if (problem !== undefined || typeof raw !== 'string') return problem ?? badTopic('', expected)
  const shared = /^\$share(?:\/([^/]*)(?:\/(.*))?)?$/s.exec(raw)
  if (shared !== null && (!shared[1] || !shared[2] || /[+#{}]/.test(shared[1]))) {
    return badTopic(
      `${JSON.stringify(raw)} is no shared subscription`,
      'a shared subscription such as "$share/guards/plant/+/temperature"',
      'write a name for the group of readers without wildcards, and behind it the topic',
    )
  }
  const texts = (shared?.[2] ?? raw).split('/')
  const levels: FilterLevel[] = []
  for (const [at, text] of texts.entries()) {
    const level = readLevel(text, at === texts.length - 1)
    if ('code' in level) return level
    if (level.kind === 'named' && levels.some((one) => one.kind === 'named' && one.name === level.name)) {
      return badTopic(
        `the placeholder {${level.name}} stands twice`,
        expected,
        'give each level its own name',
      )
    }
    levels.push(level)
  }
  const filter = levels.map(asFilter).join('/')
  return {
    text: raw,
    filter: shared === null ? filter : `$share/${shared[1]}/${filter}`,
    names: levels.flatMap((level) => (level.kind === 'named' ? [level.name] : [])),
    match: levelsMatcher(levels),
  }
}

/** Names that mean something else where a topic is filled in. */
const taken = new Set(['payload', 'topic', 'key', 'time', 'params', 'properties'])

function readLevel(text: string, last: boolean): FilterLevel | SettingProblem {
  if (text === '+') return { kind: 'any' }
  if (text === '#') {
    if (last) return { kind: 'rest' }
    return badTopic('# stands in the middle', expected, 'put # at the end, or use + for a single level')
  }
  if (!/[+#{}]/.test(text)) return { kind: 'text', text }
  const name = /^\{([^{}]*)\}$/.exec(text)?.[1]
  if (name === undefined) {
    const open = openPlaceholder(text)
    if (open !== undefined) {
      const message = `the placeholder ${JSON.stringify(text)} needs one brace on each side`
      return badTopic(message, expected, `write {${open}}`)
    }
    const inBraces = /^\$\{([^{}]*)\}$/.exec(text)?.[1]
    return badTopic(
      `the level ${JSON.stringify(text)} mixes text with +, # or a placeholder`,
      expected,
      inBraces === undefined
        ? 'let +, # or a placeholder stand for a whole level between two /'
        : `write {${inBraces}}, or {$${inBraces}} for a parameter of the flow`,
    )
  }
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) || name.startsWith('__')) {
    return badTopic(
      `{${name}} is no name for a placeholder`,
      expected,
      'use letters, digits and _, beginning with a letter, as in {room}',
    )
  }
  if (taken.has(name)) {
    return badTopic(
      `the placeholder {${name}} would be taken for the event's ${name} in the topic of a sink`,
      expected,
      `give it a name of its own, such as {${name}Name}`,
    )
  }
  return { kind: 'named', name }
}

const asFilter = (level: FilterLevel): string =>
  level.kind === 'text' ? level.text : level.kind === 'rest' ? '#' : '+'
