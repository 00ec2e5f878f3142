import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** An empty folder for the test at hand, removed when that is over. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes a file into a new folder; what is no text is written as JSON. */
export function scratchFile(name: string, content: unknown): string {
  const file = join(scratch(), name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

/** Readings above a limit, as alarms. */
export const warmFlow = {
  millrace: 1,
  id: 'warm',
  parameters: { limit: { type: 'number', default: 8 } },
  nodes: {
    readings: { type: 'mqtt-in', topic: 'room/{room}', key: 'params.room' },
    warm: { type: 'filter', condition: 'payload.c > $limit' },
    alarm: { type: 'mqtt-out', topic: 'alarm/{key}' },
  },
  wires: [
    ['readings', 'warm'],
    ['warm.pass', 'alarm'],
  ],
}
