import type { Cell } from './cell.ts'

/** Which cell the handles of a node read and write at the moment. */
export interface Cursor {
  cell: Cell
}
