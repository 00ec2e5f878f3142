import { closeSync, openSync, writeSync } from 'node:fs'
import type { DeadLetter } from '../../core/model/dead-letter.ts'
import { letterText } from '../workers/letter-text.ts'
import { fileProblem } from './file-problem.ts'
import { UsageError } from './usage-error.ts'

/** So many characters are gathered before they are written. */
const group = 64 * 1024

/**
 * A file that dead letters of a live flow are appended to, a line of JSON each. It is written at once where much has
 * come, and otherwise at `flush`, which is to be called now and then. While it can't be written (the disk is full), that
 * is told once and letters are counted as lost.
 */
export class DeadLetterFile {
  private readonly path: string
  private readonly tell: (text: string) => void
  private readonly file: number
  private text = ''
  private gathered = 0
  private lost = 0

  /** Throws a `UsageError` where the file can't be opened. */
  constructor(path: string, tell: (text: string) => void) {
    this.path = path
    this.tell = tell
    try {
      this.file = openSync(path, 'a')
    } catch (error) {
      throw new UsageError(`--dead-letters ${fileProblem(path, error).message}`)
    }
  }

  add(letter: DeadLetter): void {
    this.text += `${letterText(letter)}\n`
    this.gathered++
    if (this.text.length >= group) this.flush()
  }

  flush(): void {
    if (this.gathered === 0) return
    const bytes = Buffer.from(this.text)
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(this.file, bytes, at)
    } catch (error) {
      if (this.lost === 0)
        this.tell(`${fileProblem(this.path, error).message}; dead letters are only counted`)
      this.lost += this.gathered
    }
    this.text = ''
    this.gathered = 0
  }

  close(): void {
    this.flush()
    if (this.lost > 0) this.tell(`${this.path}: ${this.lost} dead letters could not be written`)
    closeSync(this.file)
  }
}
