import { expect, test } from 'vitest'
import { AwaySessions } from './away-sessions.ts'
import { brokerLimits } from './broker-limits.ts'

test('sessions are forgotten by age and by number, who went first before the others', () => {
  const away = new AwaySessions({ ...brokerLimits, sessions: 3, sessionAge: 100 })
  for (const [at, client] of ['a', 'b', 'c', 'd'].entries()) away.wentAway(client, at)
  away.wentAway('a', 10)
  expect(away.takeForgotten(10)).toEqual(['b'])
  away.cameBack('c')
  expect(away.takeForgotten(103)).toEqual([])
  expect(away.takeForgotten(104)).toEqual(['d'])
  expect(away.takeForgotten(110)).toEqual([])
  expect(away.takeForgotten(111)).toEqual(['a'])
  expect(away.size).toBe(0)
})
