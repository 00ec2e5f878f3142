import type { Run } from '../frame.ts'
import type { Parameter } from './parameter.ts'

/**
 * How many arguments each parameter takes, or undefined where they don't fit. It is what the regular expression gives
 * that JSONata makes of a signature, each parameter taking as many as it can (or as few, if lazy), in a time of arguments
 * times parameters. `symbols` has the kind of each argument.
 */
export function sharesOf(
  parameters: readonly Parameter[],
  symbols: string,
  run: Run | undefined,
): readonly number[] | undefined {
  const inPlace = eachInPlace(parameters, symbols)
  if (inPlace !== undefined) return inPlace
  run?.look(parameters.length * symbols.length)
  const rows = rowsOf(parameters, symbols, (position) => position === symbols.length)
  return rows[0]?.[0] === undefined || rows[0][0] === NO ? undefined : walked(parameters, symbols, rows)
}

/** How many arguments are right, as far as parameters can be found for them: the next one is to blame. */
export function fittingBeginning(parameters: readonly Parameter[], symbols: string): number {
  const fitting = parameters.slice(0, reached(parameters, symbols))
  const rows = rowsOf(fitting, symbols, () => true)
  return walked(fitting, symbols, rows).reduce((sum, share) => sum + share, 0)
}

/** Most calls: an argument for each of the first parameters, and the others need none. */
function eachInPlace(parameters: readonly Parameter[], symbols: string): readonly number[] | undefined {
  const shares: number[] = []
  if (symbols.length > parameters.length) return undefined
  for (const parameter of parameters) {
    if (parameter.isRepeated || parameter.isLazy) return undefined
    const at = shares.length
    const isGiven = at < symbols.length
    if (isGiven ? !parameter.kinds.includes(symbols.charAt(at)) : !parameter.isOptional) return undefined
    shares.push(isGiven ? 1 : 0)
  }
  return shares
}

/** For a parameter and a position: that it and those after it can't take what is there, or can, or can take one more too. */
const NO = 0
const YES = 1

/** A row for each parameter and one for the end, with a place for each position, worked out from the end. */
function rowsOf(
  parameters: readonly Parameter[],
  symbols: string,
  mayEndAt: (position: number) => boolean,
): readonly Uint8Array[] {
  const count = symbols.length
  const last = new Uint8Array(count + 2)
  for (let position = 0; position <= count; position++) last[position] = mayEndAt(position) ? YES : NO
  const rows = [last]
  let after = last
  for (const { kinds, isRepeated, isOptional } of parameters.toReversed()) {
    const row = new Uint8Array(count + 2)
    for (let position = count; position >= 0; position--) {
      const takes = position < count && kinds.includes(symbols.charAt(position))
      const goesOn = after[position + 1] === YES || (isRepeated && row[position + 1] === YES)
      const isSkipped = isOptional && !isRepeated && after[position] === YES
      row[position] = (takes && goesOn) || isSkipped ? YES : NO
    }
    rows.push(row)
    after = row
  }
  return rows.toReversed()
}

/** What each takes on the way that the rows leave open. */
function walked(parameters: readonly Parameter[], symbols: string, rows: readonly Uint8Array[]): number[] {
  let position = 0
  const isOpen = (row: number, at: number) => rows[row]?.[at] === YES
  return parameters.map(({ kinds, isRepeated, isOptional, isLazy }, i) => {
    const start = position
    const takes = kinds.includes(symbols.charAt(position)) && position < symbols.length
    if (isRepeated) {
      position++
      while (isLazy ? !isOpen(i + 1, position) : isOpen(i, position)) position++
    } else if (
      !isOptional ||
      (takes && isOpen(i + 1, position + 1) && !(isLazy && isOpen(i + 1, position)))
    ) {
      position++
    }
    return position - start
  })
}

/** How many of the parameters, from the first on, can be given what they take, whatever may be left over. */
function reached(parameters: readonly Parameter[], symbols: string): number {
  const count = symbols.length
  let before = new Uint8Array(count + 1)
  before[0] = YES
  for (const [i, { kinds, isRepeated, isOptional }] of parameters.entries()) {
    const row = new Uint8Array(count + 1)
    for (let position = 0; position <= count; position++) {
      const isTaken = position > 0 && kinds.includes(symbols.charAt(position - 1))
      const comesFrom = before[position - 1] === YES || (isRepeated && row[position - 1] === YES)
      const isSkipped = isOptional && !isRepeated && before[position] === YES
      row[position] = (isTaken && comesFrom) || isSkipped ? YES : NO
    }
    if (!row.includes(YES)) return i
    before = row
  }
  return parameters.length
}
