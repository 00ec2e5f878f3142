import { type FSWatcher, watch } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { type FileState, stateOf } from './file-state.ts'

/** How a file is watched, in ms. */
export interface WatchTimes {
  /** How long it has to stay as it is before a change counts as over. */
  readonly quiet: number
  /** How often it is looked at where nothing tells of a change, as on the disks of a network. */
  readonly poll: number
}

/** After so many times `quiet` it is taken as it is, though it goes on changing. */
const patience = 20

/**
 * A file whose changes can be waited for, also while it is not there. Its folder is watched, since a file that is
 * replaced is another file; and since not every disk tells of changes, it is looked at every now and then as well.
 */
export class WatchedFile {
  private readonly path: string
  private readonly times: WatchTimes
  private readonly stop: AbortSignal
  private watcher: FSWatcher | undefined
  /** Something told of a change since the last look began. */
  private isTold = false
  /** Ends the pause between two looks. */
  private wake = (): void => {}

  constructor(path: string, times: WatchTimes, stop: AbortSignal) {
    this.path = path
    this.times = times
    this.stop = stop
    stop.addEventListener('abort', () => this.unwatch(), { once: true })
    this.watch()
  }

  /** Resolves when the file is another than this and no longer changes, or when all is to stop. */
  async change(known: FileState | undefined): Promise<void> {
    while (!this.stop.aborted) {
      this.isTold = false
      if ((await this.look()) !== known && (await this.rest()) !== known) return
      await this.pause(this.times.poll, true)
    }
  }

  /** Waits for as long as there is between two looks, or until something tells of a change. */
  async untilNextLook(): Promise<void> {
    await this.pause(this.times.poll, true)
  }

  private async rest(): Promise<FileState> {
    let before = await this.look()
    for (let left = patience; left > 0 && !this.stop.aborted; left--) {
      await this.pause(this.times.quiet, false)
      const now = await this.look()
      if (now === before) return now
      before = now
    }
    return before
  }

  private async look(): Promise<FileState> {
    try {
      const state = stateOf(await stat(this.path, { bigint: true }))
      if (this.watcher === undefined) this.watch()
      return state
    } catch (error) {
      // Its folder may be gone with it, and another one come.
      this.unwatch()
      this.watch()
      return error instanceof Error && 'code' in error ? String(error.code) : String(error)
    }
  }

  private async pause(ms: number, canWake: boolean): Promise<void> {
    if (canWake && this.isTold) return
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        this.stop.removeEventListener('abort', end)
        this.wake = () => {}
        resolve()
      }
      const timer = setTimeout(end, this.stop.aborted ? 0 : ms)
      this.stop.addEventListener('abort', end)
      if (canWake) this.wake = end
    })
  }

  private watch(): void {
    if (this.stop.aborted) return
    try {
      const own = basename(this.path)
      this.watcher = watch(dirname(this.path), (_, name) => {
        if (name !== null && name !== own) return
        this.isTold = true
        this.wake()
      })
      this.watcher.on('error', () => this.unwatch())
    } catch {
      this.watcher = undefined // it is still looked at
    }
  }

  private unwatch(): void {
    this.watcher?.close()
    this.watcher = undefined
  }
}
