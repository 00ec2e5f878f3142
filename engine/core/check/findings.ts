import type { Problem } from '../model/problem.ts'
import { type Nearest, nearestNames } from './nearest.ts'
import { positionsIn } from './positions.ts'
import { offsetOf, type Path, type Tree } from './tree.ts'

/** A problem before it has its line and column. */
export interface Finding {
  readonly code: string
  readonly message: string
  readonly place: Path
  /** `error` unless said otherwise. */
  readonly severity?: Problem['severity']
  /** Whether it points at the value there or at its name; the value by default. */
  readonly on?: 'key' | 'value'
  /** Where it is known better than by its place. */
  readonly offset?: number
  readonly node?: string | undefined
  readonly setting?: string | undefined
  readonly expected?: string | undefined
  /** Asked for only if the problem is kept: suggestions take time. */
  readonly remedy?: string | undefined | ((nearest: Nearest) => string | undefined)
}

/** How many problems of each severity are listed; the rest is counted. */
const most = 500

/** Collects the problems of one document. What is found twice (a subflow is looked at in each of its uses) counts once. */
export class Findings {
  /** The document, once it was read; positions are looked up in it. */
  root: Tree | undefined
  /** The flow's id, once it is known. */
  flow: string | undefined
  private readonly text: string
  private readonly file: string | undefined
  private readonly nearest = nearestNames()
  private readonly kept = new Map<string, Finding & { readonly severity: Problem['severity'] }>()
  private readonly counts = { error: 0, warning: 0, note: 0 }
  private readonly more = { error: 0, warning: 0, note: 0 }

  constructor(text: string, file?: string) {
    this.text = text
    this.file = file
  }

  get errors(): number {
    return this.counts.error
  }

  add(finding: Finding): void {
    const severity = finding.severity ?? 'error'
    const { remedy } = finding
    const id = JSON.stringify([finding.code, finding.place, finding.message, finding.offset])
    if (this.kept.has(id)) return
    if (this.counts[severity] >= most) {
      this.more[severity]++
      return
    }
    this.counts[severity]++
    this.kept.set(id, {
      ...finding,
      severity,
      remedy: typeof remedy === 'function' ? remedy(this.nearest) : remedy,
    })
  }

  /** All of them, in the order of the text. */
  problems(): readonly Problem[] {
    const position = positionsIn(this.text)
    const found = [...this.kept.values()].map((finding) => ({
      finding,
      offset: finding.offset ?? offsetOf(this.root, finding.place, finding.on ?? 'value'),
    }))
    found.sort((a, b) => (a.offset ?? 0) - (b.offset ?? 0))
    const listed = found.map(({ finding, offset }) =>
      this.problem(finding, offset === undefined ? {} : position(offset)),
    )
    return [...listed, ...this.unlisted()]
  }

  private problem(
    finding: Finding & { readonly severity: Problem['severity'] },
    position: { readonly line?: number; readonly column?: number },
  ): Problem {
    const { code, severity, message, place, node, setting, expected, remedy } = finding
    return {
      code,
      severity,
      message,
      place,
      ...(this.file === undefined ? {} : { file: this.file }),
      ...(this.flow === undefined ? {} : { flow: this.flow }),
      ...(node === undefined ? {} : { node }),
      ...(setting === undefined ? {} : { setting }),
      ...(expected === undefined ? {} : { expected }),
      ...(typeof remedy === 'string' ? { remedy } : {}),
      ...position,
    }
  }

  private unlisted(): readonly Problem[] {
    return (['error', 'warning', 'note'] as const)
      .filter((severity) => this.more[severity] > 0)
      .map((severity) =>
        this.problem(
          {
            code: 'more-problems',
            severity,
            message: `there is more: ${this.more[severity]} of this kind (${severity}) are not listed`,
            place: [],
            remedy: 'mend those listed and check again',
          },
          {},
        ),
      )
  }
}
