import { expect, test } from 'vitest'
import { boundNames } from './bound-names.ts'
import { parseExpression } from './syntax.ts'

test('the names that paths bind, however deep they stand', () => {
  const names = boundNames(parseExpression('a@$x.b#$i.[c@$y.{"d": e#$j[$j = 1]}]'))
  expect([...names].toSorted()).toEqual(['i', 'j', 'x', 'y'])
  expect(boundNames(parseExpression('($x := 1; a.b[c = $x])')).size).toBe(0)
})

test('a node is gone through once, however many around it ask', () => {
  let times = 0
  const innermost = new Proxy(
    { type: 'name', value: 'a', focus: 'x' },
    {
      ownKeys(target) {
        times++
        return Reflect.ownKeys(target)
      },
    },
  )
  const nodes: object[] = [innermost]
  for (let depth = 0; depth < 100; depth++) nodes.push({ type: 'path', steps: [nodes.at(-1)] })
  // From the outside in, as they are compiled.
  for (const node of nodes.toReversed()) expect([...boundNames(node)]).toEqual(['x'])
  expect(times).toBe(1)
})
