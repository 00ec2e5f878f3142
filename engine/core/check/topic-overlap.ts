import { overlap } from '../model/topic-overlap.ts'

/**
 * Whether some topic can match both patterns, which are filters or topics with placeholders. A level with a placeholder
 * (`{room}`) counts as `+`, since nobody knows what it will be.
 */
export const topicsOverlap = (one: string, other: string): boolean => overlap(filterOf(one), filterOf(other))

function filterOf(pattern: string): string {
  return (
    pattern
      // A sink that repeats the topic of its events may publish on any.
      .replace(/^\{topic\}$/, '#')
      .replace(/\{[^{}]*\}/g, '\0')
      .split('/')
      .map((level) => (level.includes('\0') ? '+' : level))
      .join('/')
  )
}
