import { closeSync, constants, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import type { DeadLetter } from '../../core/model/dead-letter.ts'
import { letterText } from '../workers/letter-text.ts'
import { fileProblem } from './file-problem.ts'
import { UsageError } from './usage-error.ts'

/** So many characters are gathered before they are written. */
const group = 64 * 1024

/** The byte that ends a line. */
const lineEnd = 10

/**
 * A file that dead letters of a live flow are appended to, a line of JSON each. It is written at once where much has
 * come, and otherwise at `flush`, which is to be called now and then. While it can't be written (the disk is full), that
 * is told once and letters are counted as lost; no half a line is left.
 */
export class DeadLetterFile {
  private readonly path: string
  private readonly tell: (text: string) => void
  private readonly file: number
  private text = ''
  private gathered = 0
  private lost = 0
  /** The file ends with half a line. */
  private isTorn = false

  /** Throws a `UsageError` where it can't be opened, or is no file. */
  constructor(path: string, tell: (text: string) => void) {
    this.path = path
    this.tell = tell
    this.file = openFile(path)
  }

  add(letter: DeadLetter): void {
    this.text += `${letterText(letter)}\n`
    this.gathered++
    if (this.text.length >= group) this.flush()
  }

  flush(): void {
    if (this.gathered === 0) return
    const bytes = Buffer.from(this.isTorn ? `\n${this.text}` : this.text)
    const before = this.size()
    let at = 0
    try {
      while (at < bytes.length) at += writeSync(this.file, bytes, at)
      this.isTorn = false
    } catch (error) {
      if (this.lost === 0)
        this.tell(`${fileProblem(this.path, error).message}; dead letters are only counted`)
      this.lost += this.gathered - this.keepWhole(bytes.subarray(0, at), before)
    }
    this.text = ''
    this.gathered = 0
  }

  /** Of what was written, where the file had so many bytes, only whole lines stay; gives how many these are. */
  private keepWhole(written: Buffer, before: number): number {
    if (written.length === 0) return 0
    const begin = this.isTorn ? 1 : 0
    const end = written.lastIndexOf(lineEnd) + 1
    this.isTorn = end < written.length && !this.cut(before + written.length, before + end)
    let lines = 0
    for (let at = begin; at < end; at++) if (written[at] === lineEnd) lines++
    return lines
  }

  /** Makes the file shorter; false where that can't be done, or somebody else has written to it. */
  private cut(from: number, to: number): boolean {
    if (this.size() !== from) return false
    try {
      ftruncateSync(this.file, to)
      return true
    } catch {
      return false
    }
  }

  private size(): number {
    return fstatSync(this.file).size
  }

  close(): void {
    this.flush()
    if (this.lost > 0) {
      const what = this.lost === 1 ? '1 dead letter' : `${this.lost} dead letters`
      this.tell(`${this.path}: ${what} could not be written`)
    }
    closeSync(this.file)
  }
}

/** A pipe that nobody reads would hold the whole process, when it is opened as well as when it is written to. */
function openFile(path: string): number {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK = 0 } = constants // Windows knows no O_NONBLOCK
  const other = (): UsageError =>
    new UsageError(`--dead-letters ${path}: expected a file, and this is a pipe or a device; name a file`)
  let file: number
  try {
    file = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK, 0o666)
  } catch (error) {
    // So it is with a pipe that has no reader.
    if (error instanceof Error && 'code' in error && error.code === 'ENXIO') throw other()
    throw new UsageError(`--dead-letters ${fileProblem(path, error).message}`)
  }
  if (fstatSync(file).isFile()) return file
  closeSync(file)
  throw other()
}
