import { either, eitherOf, anyFieldOf, type Origin, plain, unknown } from './origin.ts'

/** What a function gives that is called with these. */
type Call = (target: Origin | undefined, given: readonly Origin[]) => Origin

interface KnownFunction {
  /** With fewer arguments it takes the context for its first one. */
  readonly fewest: number
  readonly gives: (call: Call, first: Origin, second: Origin | undefined, third: Origin | undefined) => Origin
}

const handingOn: KnownFunction = { fewest: 0, gives: (_, value) => value }
const handingOnContext: KnownFunction = { ...handingOn, fewest: 1 }

/** Gives those of the elements that a function picks. */
const picking: KnownFunction = {
  fewest: 0,
  gives(call, list, target) {
    if (target !== undefined) call(target, [list, plain, list])
    return list
  },
}

const both: KnownFunction = { fewest: 0, gives: (_, first, second = plain) => either(first, second) }

/** Built-in functions that give (of) what they are given, or call a function with it. A list is as its elements. */
export const knownFunctions: ReadonlyMap<string, KnownFunction> = new Map<string, KnownFunction>([
  ['reverse', handingOn],
  ['distinct', handingOn],
  ['shuffle', handingOn],
  ['merge', handingOn],
  ['clone', handingOnContext],
  ['spread', handingOnContext],
  ['append', both],
  ['filter', picking],
  ['single', picking],
  ['map', { fewest: 0, gives: (call, list, target) => call(target, [list, plain, list]) }],
  [
    'sort',
    {
      fewest: 0,
      gives(call, list, target) {
        if (target !== undefined) call(target, [list, list])
        return list
      },
    },
  ],
  ['reduce', { fewest: 0, gives: reduced }],
  ['each', { fewest: 2, gives: (call, record, target) => call(target, [anyFieldOf(record), plain, record]) }],
  [
    'sift',
    {
      fewest: 2,
      gives(call, record, target) {
        call(target, [anyFieldOf(record), plain, record])
        return record
      },
    },
  ],
])

/** What it has so far is what it began with or what the function gave before; seen so twice, and then anything. */
function reduced(call: Call, list: Origin, target: Origin | undefined, start = list): Origin {
  const once = either(start, call(target, [start, list, plain, list]))
  const twice = either(once, call(target, [once, list, plain, list]))
  return twice === once ? once : eitherOf([twice, call(target, [unknown, list, plain, list])])
}
