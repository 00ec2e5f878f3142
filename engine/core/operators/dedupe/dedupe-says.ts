import { saysOf as windowSaysOf } from '../window/window-says.ts'

type Shown = Readonly<Record<string, string | undefined>>

/** A node in one line: which events, of what, for whom. */
export function saysOf(shown: Shown): string {
  const { id = 'payload', keep = 'first', shape = 'running', for: span, by, per } = shown
  const ofEach = `of each ${id === 'payload' || id === 'key' ? id : `value of ${id}`}`
  if (shape !== 'running') return windowSaysOf({ ...shown, aggregates: `gives the ${keep} event ${ofEach}` })
  const whose = per === undefined ? '' : `, per ${per}`
  if (keep === 'last') return `lets through an event ${ofEach} unless a newer one was there${whose}`
  return `lets through the first event ${ofEach} within ${span}${by === 'arrival' ? ', by arrival' : ''}${whose}`
}
