import type { Key } from '../model/event.ts'

const mark = '\u0000held '

/**
 * A key that no event has. Where time is kept for each key it stands for an event that is kept: a key that is behind
 * holds nobody back, but an event that came in time and is to go on later must, at nodes over all keys.
 */
export const standInFor = (key: Key, time: number): Key => `${mark}${JSON.stringify([key, time])}`

export const isStandIn = (key: Key): boolean => typeof key === 'string' && key.startsWith(mark)
