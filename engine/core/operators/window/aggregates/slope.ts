import { addLine, addToLine, slopeOfLine, startLine } from '../../../model/exact/least-squares.ts'
import { aggregateOfNumbers } from '../aggregate.ts'

export const slope = aggregateOfNumbers({
  name: 'slope',
  summary:
    'How steeply the values rise: the least-squares line through `$slope(payload.c, time)`, per unit of the second; ' +
    'the same in whatever order they come',
  each: 2,
  start: startLine,
  add: (sums, y, x) => addToLine(sums, x, y),
  merge: addLine,
  result: slopeOfLine,
})
