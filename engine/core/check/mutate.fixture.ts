import type { Json } from '../model/json.ts'

/** Numbers in [0, 1) from a seed (mulberry32), so that a failure can be run again. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Draft = null | boolean | number | string | Draft[] | { [name: string]: Draft }

const names = [
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '', '.', 'a.b', 'a/b', '$limit', '$$limit',
  '{$limit}', '{$nothing}', 'readings', 'warm', 'warm.pass', 'warm.error', 'guard', 'guard.out', 'subflow:guard', 'subflow:outer',
  'filter', 'map', 'windowed', 'faulty', 'overall', 'gate', 'mqtt-in', 'mqtt-out', 'type', 'was', 'version', 'nodes', 'wires',
  'parameters', 'subflows', 'tests', 'inputs', 'outputs', 'size', 'shape', 'session', '1m', 'key', 'payload.c > $limit', '((((',
  '\u0000', '\ud800', '\u202e', 'x'.repeat(300),
] // prettier-ignore

const leaves: readonly Draft[] = [null, true, false, 0, -1, 1, 2, 1e308, 0.5, [], {}]

/** A value with some of its parts changed, taken out, moved or doubled. */
export function mutateTree(source: Json, random: () => number): Json {
  const root: { [name: string]: Draft } = { root: structuredClone(source) as Draft }
  for (let times = 1 + Math.floor(random() * 4); times > 0; times--) {
    const spots = spotsIn(root)
    const spot = pick(spots, random)
    const other = pick(spots, random)
    if (spot !== undefined && other !== undefined) change(spot, other, random)
  }
  return (root['root'] ?? null) as Json
}

interface Spot {
  readonly holder: Draft[] | { [name: string]: Draft }
  readonly name: string
}

function spotsIn(root: { [name: string]: Draft }): readonly Spot[] {
  const spots: Spot[] = []
  const look = (value: Draft): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, inner] of Object.entries(value)) {
      spots.push({ holder: value, name })
      look(inner)
    }
  }
  look(root)
  return spots
}

function change({ holder, name }: Spot, other: Spot, random: () => number): void {
  const put = (name: string, value: Draft): void => {
    Object.defineProperty(holder, name, { value, enumerable: true, writable: true, configurable: true })
  }
  const copy = (): Draft => structuredClone(Reflect.get(other.holder, other.name) as Draft)
  const chance = random()
  if (chance < 0.2) put(name, pick(names, random) ?? '')
  else if (chance < 0.35) put(name, pick(leaves, random) ?? null)
  else if (chance < 0.5) put(name, copy())
  else if (chance < 0.65 && Array.isArray(holder)) holder.splice(Number(name), 1)
  else if (chance < 0.65) Reflect.deleteProperty(holder, name)
  else if (Array.isArray(holder)) holder.push(copy())
  else if (chance < 0.8) put(pick(names, random) ?? '', copy())
  else {
    const value = holder[name] ?? null
    Reflect.deleteProperty(holder, name)
    put(pick(names, random) ?? '', value)
  }
}

/** A text with some of its characters changed, taken out, doubled or put elsewhere. */
export function mutateText(source: string, random: () => number): string {
  let text = source
  for (let times = 1 + Math.floor(random() * 3); times > 0; times--) {
    const from = Math.floor(random() * text.length)
    const to = from + Math.floor(random() * 12)
    const at = Math.floor(random() * text.length)
    const chance = random()
    if (chance < 0.3) text = text.slice(0, from) + text.slice(to)
    else if (chance < 0.6) text = text.slice(0, at) + text.slice(from, to) + text.slice(at)
    else if (chance < 0.95)
      text =
        text.slice(0, at) +
        (pick([...'{}[]",:\\ \n0-9eE.tfn$/#\u0000\ud800'], random) ?? '') +
        text.slice(at + 1)
    else text = text.slice(0, at)
  }
  return text
}

function pick<Item>(items: readonly Item[], random: () => number): Item | undefined {
  return items[Math.floor(random() * items.length)]
}
