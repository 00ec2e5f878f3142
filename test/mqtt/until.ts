import { setTimeout as pause } from 'node:timers/promises'

/** Waits until a condition holds; rejects after `patience` ms with what was waited for, and what `seen` tells. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  { patience = 15_000, seen = () => '' }: { patience?: number; seen?: () => string } = {},
): Promise<void> {
  const deadline = performance.now() + patience
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${patience} ms in vain for ${what}\n${seen()}`)
    await pause(10)
  }
}
