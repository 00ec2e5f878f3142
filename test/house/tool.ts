import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

export type ToolResult = { readonly ok: boolean; readonly output: string }

/**
 * Runs a program, one of node_modules before any other, and gives what it wrote, without colours.
 * Rejects if it cannot start.
 */
export function runTool(root: string, program: string, args: readonly string[]): Promise<ToolResult> {
  const path = [join(root, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter)
  const { promise, resolve, reject } = Promise.withResolvers<ToolResult>()
  const tool = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32', // npm makes scripts there, which only a shell starts
  })
  const output: string[] = []
  for (const stream of [tool.stdout, tool.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text))
  }
  tool.on('error', (error) => reject(new Error(`${program} did not start: ${error.message}. Run npm ci.`)))
  // Some tools colour what they write whenever they run in a CI, whatever they are told.
  tool.on('close', (code) => resolve({ ok: code === 0, output: stripVTControlCharacters(output.join('')) }))
  return promise
}
