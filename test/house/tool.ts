import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

export type ToolResult = { readonly ok: boolean; readonly output: string; readonly stdout: string }

/** Runs a program, one of node_modules before any other, and gives what it wrote. Rejects if it cannot start. */
export function runTool(root: string, program: string, args: readonly string[]): Promise<ToolResult> {
  const path = [join(root, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter)
  const { promise, resolve, reject } = Promise.withResolvers<ToolResult>()
  const tool = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PATH: path, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32', // npm makes scripts there, which only a shell starts
  })
  const all: string[] = []
  const out: string[] = []
  tool.stdout.setEncoding('utf8').on('data', (text: string) => {
    out.push(text)
    all.push(text)
  })
  tool.stderr.setEncoding('utf8').on('data', (text: string) => all.push(text))
  tool.on('error', (error) => reject(new Error(`${program} did not start: ${error.message}. Run npm ci.`)))
  tool.on('close', (code) => resolve({ ok: code === 0, output: all.join(''), stdout: out.join('') }))
  return promise
}
