import type { FileRow } from './file-rows.ts'

/** Spaces rows as their times are, so many times faster. The first row with a time comes at once. */
export class Pace {
  private readonly speed: number
  private readonly timeOf: (row: FileRow) => number | undefined
  private readonly now: () => number
  private readonly stop: AbortSignal
  private start: { readonly time: number; readonly wall: number } | undefined

  constructor(
    speed: number,
    timeOf: (row: FileRow) => number | undefined,
    now: () => number,
    stop: AbortSignal,
  ) {
    this.speed = speed
    this.timeOf = timeOf
    this.now = now
    this.stop = stop
  }

  /** A promise to wait for before this row is handed on; undefined where it is due. */
  until(row: FileRow): Promise<void> | undefined {
    const time = row.problem === undefined ? this.timeOf(row) : undefined
    if (time === undefined) return undefined
    const wall = this.now()
    this.start ??= { time, wall }
    const due = this.start.wall + (time - this.start.time) / this.speed
    return due <= wall ? undefined : this.sleep(due)
  }

  private async sleep(due: number): Promise<void> {
    for (let left = due - this.now(); left > 0 && !this.stop.aborted; left = due - this.now()) {
      await new Promise<void>((resolve) => {
        const end = (): void => {
          clearTimeout(timer)
          this.stop.removeEventListener('abort', end)
          resolve()
        }
        const timer = setTimeout(end, Math.min(left, 2 ** 31 - 1))
        this.stop.addEventListener('abort', end)
      })
    }
  }
}
