import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'

/**
 * Lists at the end of a run which tests were skipped and why. The reason is what a test gives to `skip(reason)`.
 * Under a name filter all other tests count as skipped; only those that give a reason are listed then.
 */
export default class SkipReporter implements Reporter {
  #filtered = false
  #log = (line: string): void => console.log(line)

  onInit(vitest: Vitest): void {
    this.#filtered = vitest.config.testNamePattern !== undefined
    this.#log = (line) => vitest.logger.log(line)
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].flatMap((test) => this.#line(test)),
    )
    if (lines.length > 0) this.#log(['', ' Skipped:', ...lines].join('\n'))
  }

  #line(test: TestCase): readonly string[] {
    const result = test.result()
    const reason = result.state === 'skipped' ? (result.note ?? '') : ''
    if (reason === '' && this.#filtered) return []
    return [
      `   ${test.module.relativeModuleId} > ${test.fullName}: ${reason || 'no reason given; give one with skip(reason)'}`,
    ]
  }
}
