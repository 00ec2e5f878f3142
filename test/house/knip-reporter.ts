import type { ReporterOptions } from 'knip'

/** Says how many files knip looked at, which its own reporters do not. */
export default function sayHowMany({ counters }: ReporterOptions): void {
  console.log(`looked at ${counters.total} files`)
}
