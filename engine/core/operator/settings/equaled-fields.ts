import { readingsOf } from '../../expression/advice/readings.ts'
import { type CompiledExpression, compileExpression } from '../../expression/compile.ts'
import { writtenPath } from '../../expression/insight/written-name.ts'
import type { Event } from '../../model/event.ts'
import type { NodeSurroundings } from '../setting.ts'
import { UnfoundParts } from './unfound-parts.ts'

/**
 * The fields of the payload that a condition compares by `=`, `!=` or `in`. A misspelt one would leave no trace: such a
 * comparison gives false, and not nothing. Those of a condition that asks on purpose whether there is something are let be.
 */
export function equaledFields(text: string): readonly string[] {
  if (/\$exists|\?\?|\?:|\bnull\b/.test(text)) return []
  const paths = readingsOf(text).flatMap(({ path, isEqualed }) =>
    isEqualed === true && path[0] === 'payload' && path.length > 1 ? [writtenPath(path)] : [],
  )
  return [...new Set(paths)]
}

/** Looks for these fields in each event, until it has found them all. */
export function seeking<Value, Rest extends readonly unknown[]>(
  fields: readonly string[],
  surroundings: NodeSurroundings,
  of: (event: Event, ...rest: Rest) => Value,
): (event: Event, ...rest: Rest) => Value {
  if (fields.length === 0) return of
  const readers = new Map<string, CompiledExpression>(
    fields.map((field) => [field, compileExpression(field)]),
  )
  const unfound = new UnfoundParts(fields, surroundings)
  return (event, ...rest) => {
    if (unfound.some) unfound.look((field) => readers.get(field)?.evaluate(event) !== undefined)
    return of(event, ...rest)
  }
}
