import type { Instruction } from './instruction.ts'
import type { SearchState } from './search-state.ts'

/** In place of the place at which something ends. */
export const FAILED = -1

/** Takes as many characters as a run is to take first; the frame that it leaves says what else it may take. */
export function beginRun(state: SearchState, run: Instruction, at: number): number {
  // It is the work of more than one step.
  state.meter.count(1)
  const least = at + run.min
  const most = Math.min(state.text.length, at + run.max)
  const end = least > most ? FAILED : taken(state, run, at, least)
  if (end < least) return FAILED
  if (!run.isGreedy) return leaveLazily(state, run, end, most)
  if (run.max !== Infinity || run.point < 0)
    return leaveGreedily(state, run, taken(state, run, end, most), least)
  // Without a maximum it goes on in the same way wherever it began, so no further than where it has been before.
  if (!state.isNew(run, end)) return FAILED
  return leaveGreedily(state, run, takenAnew(state, run, end), least)
}

/** Takes one more or one less; the frame has just been taken away. */
export function resumeRun(state: SearchState, run: Instruction): number {
  const { first: at, second: bound } = state.frames
  if (run.isGreedy) return leaveGreedily(state, run, at, bound)
  const isMore = at < bound && run.set.has(state.text.charCodeAt(at))
  return isMore ? leaveLazily(state, run, at + 1, bound) : FAILED
}

/** Where the characters of a run end, between start and most. */
function taken({ text, meter }: SearchState, { set }: Instruction, start: number, most: number): number {
  let at = start
  while (at < most && set.has(text.charCodeAt(at))) at++
  meter.countCharacters(at - start)
  return at
}

/** To remember a place takes about as long as a step. */
function takenAnew(state: SearchState, run: Instruction, start: number): number {
  const { text } = state
  let at = start
  while (at < text.length && run.set.has(text.charCodeAt(at)) && state.isNew(run, at + 1)) at++
  state.meter.count(at - start)
  return at
}

/** Leaves a run at its end, or as little before it as may be. */
function leaveGreedily(state: SearchState, run: Instruction, end: number, least: number): number {
  let at = end
  while (at >= least && !mayLeave(state, run, at)) at--
  state.meter.countCharacters(end - at)
  if (at < least) return FAILED
  if (at > least) state.frames.push(run.id, at - 1, least)
  return at
}

/** A run with a maximum may have been left here already, after another number of characters. */
function mayLeave(state: SearchState, run: Instruction, at: number): boolean {
  return mayFollow(state, run, at) && (run.max === Infinity || state.isNew(run, at))
}

/** Leaves a run as soon as may be. */
function leaveLazily(state: SearchState, run: Instruction, start: number, most: number): number {
  const end = firstExit(state, run, start, most)
  state.meter.count(Math.abs(end) - start)
  if (end < 0) return FAILED
  if (end < most) state.frames.push(run.id, end, most)
  return end
}

/** The first place at which a run may be left; if there is none, where it has looked last, made negative. */
function firstExit(state: SearchState, run: Instruction, start: number, most: number): number {
  const { text } = state
  let at = start
  for (;;) {
    const isNew = state.isNew(run, at)
    if (isNew && mayFollow(state, run, at)) return at
    const isOver = !isNew && run.max === Infinity
    if (isOver || at >= most || !run.set.has(text.charCodeAt(at))) return -1 - at
    at++
  }
}

function mayFollow({ text }: SearchState, { follow }: Instruction, at: number): boolean {
  return follow === undefined || (at < text.length && follow.has(text.charCodeAt(at)))
}
