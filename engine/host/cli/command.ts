/** 0: done; 1: it failed, or a test did; 2: what was given cannot be used. */
export type ExitCode = 0 | 1 | 2

/** One command of the command line. */
export interface Command {
  readonly help: string
  /** Gets the arguments behind its name. */
  run(args: readonly string[]): Promise<ExitCode>
}
