/**
 * How time is cut: into panes, one after the other without gaps, and windows, each of some panes in a row. Both are
 * counted by whole numbers, windows in the order of their ends.
 */
export interface Cut {
  /** The pane that holds a time (ms since the epoch). */
  paneOf(time: number): number
  /** When a pane begins; it ends where the next one begins. */
  startOf(pane: number): number
  /** The first and the last of the windows that hold a pane; there is none where the last is less than the first. */
  firstWith(pane: number): number
  lastWith(pane: number): number
  /** The first pane of a window, and the one behind its last. */
  from(window: number): number
  to(window: number): number
}

/** The last instant of a window, at which it is full. */
export const lastOf = (cut: Cut, window: number): number => cut.startOf(cut.to(window)) - 1
