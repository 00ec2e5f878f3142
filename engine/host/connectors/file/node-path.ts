import { realpathSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'
import { Failure } from '../../../core/model/failure.ts'
import type { ServedNode } from '../connector.ts'
import { whyUnreadable } from './why-unreadable.ts'

export interface FileOptions {
  /** Where the flow lies; paths in it start here. */
  readonly folder: string
  /** Whether a flow may name files outside its folder. */
  readonly outside: boolean
}

/** The file that a node reads. Throws a `Failure` where it may not, or can't. */
export function pathOf(node: ServedNode, options: FileOptions): string {
  const path = resolve(options.folder, String(node.values['path']))
  demandInside(node, path, options)
  const reason = whyUnreadable(path)
  if (reason === undefined) return path
  throw new Failure('no-file', `node ${node.id}: path: cannot read ${path}: ${reason}`)
}

/** Throws a `Failure` where a file lies outside the folder of the flow, and has to lie in it. */
export function demandInside(
  { id, values }: ServedNode,
  path: string,
  { folder, outside }: FileOptions,
): void {
  if (outside || !leadsOut(folder, path)) return
  const given = String(values['path'])
  throw new Failure('outside', `node ${id}: path: expected a file in the folder of the flow, got ${given}`)
}

/** Neither the name nor a link may lead out of the folder. */
function leadsOut(folder: string, path: string): boolean {
  const inside = relative(real(folder), real(path))
  return inside.startsWith('..') || isAbsolute(inside)
}

function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path // it is not there, which is told next
  }
}
