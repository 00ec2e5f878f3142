import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { family, parseStat, readCost } from './process-cost.ts'

const rest = 'S 12 7 7 0 -1 4194304 99 0 0 0 31 11 5 6 20 0 1 0 133743 3133440 350'

describe('process cost', () => {
  test.each(['node', 'node (v26)', 'a) S 99 (b'])('reads the stat of a process named %j', (name) => {
    expect(parseStat(`345 (${name}) ${rest}`)).toEqual({ parent: 12, ticks: 42 })
  })

  test('counts children and their children, and nobody else', () => {
    const stat = (parent: number) => ({ parent, ticks: 1 })
    const table = new Map([
      [30, stat(20)],
      [20, stat(10)],
      [10, stat(1)],
      [11, stat(1)],
      [21, stat(11)],
    ])
    expect(family(10, table)).toEqual([10, 20, 30])
    expect(family(99, table)).toEqual([])
  })

  test.runIf(process.platform === 'linux')(
    'a process that works has a cost, one that ended has none',
    async () => {
      const code =
        'const t = process.cpuUsage(); for (let u = t; u.user + u.system < 3e5; ) u = process.cpuUsage(t); console.log(1); process.stdin.resume()'
      const child = spawn(process.execPath, ['-e', code])
      await once(child.stdout, 'data')
      const pid = child.pid ?? 0
      const cost = readCost(pid)
      expect(cost.cpuMicroseconds).toBeGreaterThanOrEqual(280_000)
      expect(cost.peakMebibytes).toBeGreaterThan(10)
      child.kill('SIGKILL')
      await once(child, 'exit')
      expect(() => readCost(pid)).toThrow('has ended')
    },
  )
})
