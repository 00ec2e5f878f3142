// The steps of the check that a tool does. Each counts what the tool looked at.
import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { counted, type Step } from './step.ts'
import { runTool } from './tool.ts'

export function toolSteps(root: string, paths: readonly string[]): readonly Step[] {
  const generator = 'engine/reference/generate.ts'
  return [
    ...paths.filter((path) => /(^|\/)tsconfig\.json$/.test(path)).map((project) => types(root, project)),
    countingTool(root, 'lint', 'oxlint', ['--deny-warnings'], /on (\d+) files?/),
    countingTool(root, 'format', 'oxfmt', ['--check'], /on (\d+) files?/),
    countingTool(root, 'dead code', 'knip', knipArgs, /^looked at (\d+) files/m),
    ...(existsSync(join(root, generator)) ? [generatedPages(root, generator)] : []),
  ]
}

const knipArgs =
  '--no-progress --no-config-hints --reporter symbols --reporter ./test/house/knip-reporter.ts'.split(' ')

function types(root: string, project: string): Step {
  const folder = project.replace(/\/?tsconfig\.json$/, '')
  return {
    name: folder === '' ? 'types' : `types of ${folder}`,
    run: async () => {
      const { ok, output } = await runTool(root, 'tsc', [
        '-p',
        project,
        '--noEmit',
        '--pretty',
        'false',
        '--listFiles',
      ])
      const lines = output.split('\n').filter((line) => line !== '')
      const own = lines.filter((line) => isAbsolute(line) && !line.includes('node_modules'))
      const problems = lines.filter((line) => !isAbsolute(line)).join('\n')
      return {
        lookedAt: ok ? counted(own.length, 'file') : '',
        problems: ok ? '' : problems || 'tsc failed silently',
      }
    },
  }
}

/** A tool that prints how many files it looked at, in a way that the pattern's first group finds. */
function countingTool(
  root: string,
  name: string,
  program: string,
  args: readonly string[],
  count: RegExp,
): Step {
  return {
    name,
    run: async () => {
      const { ok, output } = await runTool(root, program, args)
      if (!ok) return { lookedAt: '', problems: output.trim() || `${program} failed silently` }
      return { lookedAt: counted(Number(count.exec(output)?.[1] ?? 0), 'file'), problems: '' }
    },
  }
}

/** The generator compares what it would write with what stands there; it says how many pages that were. */
function generatedPages(root: string, generator: string): Step {
  return {
    name: 'generated pages',
    run: async () => {
      const { ok, output } = await runTool(root, process.execPath, [generator, '--check'])
      return {
        lookedAt: output.trim().split('\n').at(-1) ?? '',
        problems: ok ? '' : output.trim() || 'failed silently',
      }
    },
  }
}
