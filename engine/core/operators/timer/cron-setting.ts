import { Cron } from 'croner'
import { describe } from '../../model/json.ts'
import { bad, good, type Presence, type SettingWords } from '../../operator/setting.ts'
import { declare } from '../../operator/settings/declare.ts'

/** The first instant after another (both ms since the epoch) that a cron line names; undefined where none is left. */
export type CronLine = (after: number, timeZone: string) => number | undefined

/**
 * A cron line: minute, hour, day of month, month and day of week, with an optional field for seconds in front.
 *
 * Where clocks go forward, a fixed time that is skipped (`30 2 * * *`) comes at the first instant after the gap, and a
 * repeating one (every 15 minutes) goes on behind it. Where clocks go back, a fixed time comes once, at its first
 * occurrence, and a repeating one in both hours.
 */
export function cron<const P extends SettingWords & Presence>(words: P) {
  return declare<CronLine, P>(words, {
    kind: 'cron',
    schema: { type: 'string', minLength: 9 },
    read(raw) {
      const expected =
        'five fields (minute hour day month weekday) or six (second first), such as "0 6 * * 1-5"'
      const fields = typeof raw === 'string' ? raw.trim().split(/\s+/) : []
      if (typeof raw !== 'string' || fields.length < 5 || fields.length > 6) {
        return bad({ code: 'bad-cron', message: `expected ${expected}, got ${describe(raw)}`, expected })
      }
      const text = fields.join(' ')
      try {
        if (new Cron(text, options('UTC')).nextRun(new Date(0)) === null) {
          return bad({
            code: 'never',
            message: `${JSON.stringify(text)} names a day that never comes`,
            expected,
            remedy: 'compare day and month, such as 30 in February',
          })
        }
      } catch (error) {
        const why = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error)
        return bad({ code: 'bad-cron', message: `${JSON.stringify(text)} is no cron line: ${why}`, expected })
      }
      return good(text, () => cronLine(text))
    },
  })
}

const options = (timezone: string) =>
  ({ timezone, mode: '5-or-6-parts', fixedTimeRule: 'no-wildcard', paused: true }) as const

function cronLine(text: string): CronLine {
  const lines = new Map<string, Cron>()
  return (after, timeZone) => {
    let line = lines.get(timeZone)
    if (line === undefined) lines.set(timeZone, (line = new Cron(text, options(timeZone))))
    // Given an instant to start from, the library's answer does not depend on the clock.
    return line.nextRun(new Date(after))?.getTime()
  }
}
