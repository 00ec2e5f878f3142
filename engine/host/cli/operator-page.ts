import { formatDuration } from '../../core/model/duration.ts'
import { isObject, type Json, type JsonObject } from '../../core/model/json.ts'
import type { Operator } from '../../core/operator/operator.ts'
import type { FormHint, Setting } from '../../core/operator/setting.ts'
import { exampleSection } from './example-section.ts'

/** The reference page of an operator, from its declaration alone, as Markdown that reads well as plain text too. */
export function operatorPage(operator: Operator): string {
  const { type, category, summary, description } = operator
  const settings = Object.entries(operator.settings)
  const usual = settings.filter(([, { advanced }]) => !advanced)
  const advanced = settings.filter(([, setting]) => setting.advanced)
  const parts = [
    `# ${type}`,
    summary,
    ...description,
    `Category: ${category}. Version: ${operator.version}.`,
    ...ports(operator),
    ...section('Settings', usual),
    ...section('Settings that few people change', advanced),
    ...memory(operator),
    ...(operator.examples.length === 0 ? [] : ['## Examples', ...operator.examples.map(exampleSection)]),
  ]
  return `${parts.join('\n\n')}\n`
}

function ports(operator: Operator): readonly string[] {
  const { inputs, outputs } = operator
  const into = Object.entries(inputs).map(([name, { summary, reads, optional }]) => {
    const how = {
      key: '',
      all: ' All keys are read together.',
      table: ' Fills a table that the others read.',
    }[reads]
    const need = optional === true ? ' It may be left unwired.' : ''
    return `- \`${name}\`: ${sentence(summary)}${how}${need}`
  })
  const out = Object.entries(outputs).map(
    ([name, { summary, late }]) => `- \`${name}\`: ${sentence(summary)}${late ? ' They may be late.' : ''}`,
  )
  const errors = '- `error`: Events that could not be handled, each with the reason.'
  return [
    ...(into.length === 0 ? [] : ['## Inputs', into.join('\n')]),
    '## Outputs',
    [...out, errors].join('\n'),
    ...kept(operator),
  ]
}

/** What an event that leaves still has of the one that came, as `millrace docs event` tells of all operators. */
function kept({ inputs, outputs }: Operator): readonly string[] {
  const names = (wanted: 'all' | 'key'): string =>
    Object.entries(outputs)
      .flatMap(([name, { carries }]) => (carries === wanted ? [`\`${name}\``] : []))
      .join(', ')
  const [same, made] = [names('all'), names('key')]
  if (Object.keys(inputs).length === 0) return []
  const hasPer = Object.values(inputs).some(({ per }) => per !== undefined)
  const ofPer = hasPer ? ' (that of `per`, where it is set)' : ''
  const own = hasPer ? '; it keeps its key, whatever `per` says' : ''
  return [
    ...(made === ''
      ? []
      : [
          `By ${made} leaves a new event with payload, time and key${ofPer}; topic, params and properties are left behind.`,
        ]),
    ...(same === '' ? [] : [`By ${same} leaves the event that came, perhaps with another payload${own}.`]),
  ]
}

function section(
  title: string,
  settings: readonly (readonly [string, Setting<unknown>])[],
): readonly string[] {
  if (settings.length === 0) return []
  return [`## ${title}`, ...settings.map(([name, setting]) => settingEntry(name, setting))]
}

function settingEntry(name: string, setting: Setting<unknown>): string {
  const { kind, summary, required, example, when } = setting
  const facts = [kind.replaceAll('-', ' ')]
  if (required) facts.push('needed')
  else if (setting.default === undefined) facts.push('may be left out')
  else facts.push(`default ${written(kind, setting.default)}`)
  if (when !== undefined) {
    facts.push(`only with ${when.setting} ${when.in.map((value) => JSON.stringify(value)).join(' or ')}`)
  }
  const options = wordsOf(kind, setting.form).map(([option, word]) => `\n  - \`${option}\`: ${word}`)
  const shown = example === undefined ? '' : ` Such as \`${text(example)}\`.`
  return `- **${name}** (${facts.join('; ')}): ${sentence(summary)}${shown}${options.join('')}${partLines(setting.form, '  ').join('')}`
}

/** The parts of a setting that is made of several, and theirs. */
function partLines(form: FormHint, indent: string): readonly string[] {
  return partsOf(form).flatMap(([name, { control, summary, required, default: usual, example, options }]) => {
    const facts = [
      control,
      ...(usual === undefined
        ? [required === true ? 'needed' : 'may be left out']
        : [`default ${written(control, usual)}`]),
    ]
    const shown = example === undefined ? '' : ` Such as \`${text(example)}\`.`
    const line = `\n${indent}- **${name}** (${facts.join('; ')}): ${sentence(String(summary))}${shown}`
    const inner: FormHint = { control, ...(isObject(options) ? { options: options as JsonObject } : {}) }
    const choices = wordsOf(control, inner).map(([option, word]) => `\n${indent}  - \`${option}\`: ${word}`)
    return [line, ...choices, ...partLines(inner, `${indent}  `)]
  })
}

interface PartForm extends Readonly<Record<string, Json | undefined>> {
  readonly control: string
}

/** The forms of the parts, or, of a list, of those of its items. */
function partsOf({ options }: FormHint): readonly (readonly [string, PartForm])[] {
  const of = options?.['of']
  if (!isObject(of)) return []
  if (of['control'] === 'group') return partsOf({ control: 'group', options: of['options'] as JsonObject }) // as a group says it
  return Object.entries(of).flatMap(([name, part]) =>
    isObject(part) && typeof part['control'] === 'string' ? [[name, part as PartForm] as const] : [],
  )
}

/** The words of a choice, with what each means. */
function wordsOf(kind: string, form: FormHint): readonly (readonly [string, string])[] {
  const of = kind === 'choice' ? form.options?.['of'] : undefined
  if (!isObject(of)) return []
  return Object.entries(of).map(([option, word]) => [option === '\t' ? String.raw`\t` : option, String(word)])
}

function memory({ state, keeps, inputs }: Operator): readonly string[] {
  if (Object.keys(state).length === 0 || Object.keys(inputs).length === 0) return []
  const words =
    keeps === 'forever'
      ? 'Remembers each key for ever.'
      : `Remembers a key ${Number.isFinite(keeps.time) ? `for ${formatDuration(keeps.time)} after its last event` : 'however long nothing comes'}, and ` +
        `${keeps.keys.toLocaleString('en')} keys at most, unless its settings say otherwise.`
  return ['## Memory', words]
}

function written(kind: string, value: Json): string {
  return `\`${kind === 'duration' && typeof value === 'number' ? formatDuration(value) : text(value)}\``
}

const text = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

const sentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`)
