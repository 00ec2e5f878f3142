/** Whatever hangs, a stop is over after so many ms; where that is needed it is said, and the exit code is 1. */
export function endAnyway(patience: number): void {
  setTimeout(() => {
    console.error(
      `error: not everything had ended ${patience / 1_000} s after the stop, so it was ended by force; what was not ` +
        'sent or written by then is lost',
    )
    process.exit(1)
  }, patience).unref()
}
