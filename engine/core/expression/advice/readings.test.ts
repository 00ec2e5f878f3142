import { expect, test } from 'vitest'
import { readingsOf } from './readings.ts'

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['celsius > 80', ['celsius']],
  ['msg.payload.celsius > 80', ['msg.payload.celsius']],
  ['$.payload.c + $$.time', ['payload.c', 'time']],
  ['$[payloda.c > 3].payload.c', ['payloda.c', 'payload.c']],
  ['payload.list[c > $$.limit].d', ['limit', 'payload.list.d']],
  ['payload.state = closed', ['payload.state', 'compared closed']],
  ['payload.kind in kinds', ['payload.kind', 'compared kinds']],
  ['payload.a = b.c', ['payload.a', 'b.c']],
  ['abs(payload.c)', ['call abs', 'payload.c']],
  ['Math.abs(payload.c)', ['call Math.abs', 'payload.c']],
  ['payload.(a + b)', ['payload']],
  ['payload.list.($v := c; $v * 2)', ['payload.list']],
  ['$map(payload.l, function($v) { $v.a + c })', ['payload.l', 'c']],
  ['($x := payload.a; $x.b + time)', ['payload.a', 'time']],
  ['payload.a ? payload.b : other', ['payload.a', 'payload.b', 'other']],
  ['{ "a": payload.a, "b": [c, -d] }', ['payload.a', 'c', 'd']],
  ['payload ~> $keys', ['payload']],
  ['payload ~> | x | {"a": b} |', ['payload']],
  ['payload.list^(c){ d: $sum(e) }', ['payload.list']],
  ['$keys($.payload)[$ != "x"]', ['payload']],
  ['**.x', []],
  ['$f(?, y)', ['y']],
  ['payload.list@$x.rooms[id = $x.room].name', ['payload.list']],
  ['payload.list#$i.name', ['payload.list.name']],
  ['payload.a.b.%.c', ['payload.a.b']],
]

test.each(cases)('%s reads of its input', (text, expected) => {
  const shown = readingsOf(text).map(({ path, as }) => `${as === 'value' ? '' : `${as} `}${path.join('.')}`)
  expect(shown.toSorted()).toEqual([...expected].toSorted())
})
