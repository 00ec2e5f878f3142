import type { Findings } from './findings.ts'
import type { Inlined, InlinedNode } from './inlined.ts'
import { quoted } from './quoted.ts'

/**
 * Warns where `{key}` stands in the topic of a sink and nobody gave the source a `key`: then it is the whole topic, which
 * has slashes, or, of what has no topic (rows, ticks), null. Every event would be a dead letter there.
 */
export function checkKeyTopic(findings: Findings, { nodes, wires }: Inlined, order: readonly number[]): void {
  const arriving = Map.groupBy(wires, ({ to }) => to.node)
  /** The sources without a key of which a node's events come, with what it makes anew apart. */
  const leaving = new Map<number, { readonly same: Sources; readonly made: Sources }>()
  for (const index of order) {
    const node = nodes[index]
    if (node === undefined) continue
    if (Object.keys(node.use.operator.inputs).length === 0) {
      const own = new Set(lacksKey(node) ? [node] : [])
      leaving.set(index, { same: own, made: own })
      continue
    }
    const came = new Set<InlinedNode>()
    for (const { from } of arriving.get(index) ?? []) {
      const carries = nodes[from.node]?.use.operator.outputs[from.port]?.carries
      for (const source of leaving.get(from.node)?.[carries === 'key' ? 'made' : 'same'] ?? [])
        came.add(source)
    }
    leaving.set(index, { same: came, made: hasOwnKey(node) ? new Set() : came })
    const [source] = came
    if (source !== undefined) report(findings, node, source)
  }
}

type Sources = ReadonlySet<InlinedNode>

/** Without a key of its own, and under topics that have slashes, or none at all. */
function lacksKey(node: InlinedNode): boolean {
  const { read } = node
  if (read === undefined || read.raw['key'] !== undefined) return false
  return hasNoTopic(node) || topicOf(read.settings)?.includes('/') === true
}

function hasNoTopic({ use }: InlinedNode): boolean {
  const outputs = Object.values(use.operator.outputs)
  return outputs.length > 0 && outputs.every(({ carries }) => carries === 'key')
}

/** What a source subscribes to: of its settings the one that names the levels of topics. */
function topicOf(settings: NonNullable<InlinedNode['read']>['settings']): string | undefined {
  return Object.values(settings).find(({ params }) => params !== undefined)?.shown
}

/** Whether what the node makes anew has another key than the event it came of, or one that is not known. */
function hasOwnKey({ use, read }: InlinedNode): boolean {
  return Object.values(use.operator.inputs).some(
    ({ per, reads }) =>
      reads === 'all' || (per !== undefined && (read === undefined || read.raw[per] !== undefined)),
  )
}

function report(findings: Findings, { id, use, read }: InlinedNode, source: InlinedNode): void {
  for (const [setting, { reads }] of Object.entries(read?.settings ?? {})) {
    for (const { path, as, at = [] } of reads?.() ?? []) {
      if (as !== 'placeholder' || path.length !== 1 || path[0] !== 'key') continue
      const isNull = hasNoTopic(source)
      const { type, settings } = source.use.operator
      const reason =
        isNull && settings['key'] === undefined ? `a ${type} gives none` : `${quoted(source.id)} has no "key"`
      const what = isNull ? 'is null here' : 'is the whole topic of each event here'
      findings.add({
        code: isNull ? 'key-is-null' : 'key-is-topic',
        severity: 'warning',
        message: `{key} ${what}, as ${reason}: ${isNull ? 'each event' : 'a value with /'} makes a dead letter`,
        place: [...use.node.place, setting, ...at],
        node: id,
        setting,
        expected: 'a key that can be one level of a topic',
        remedy: remedyFor(source),
      })
    }
  }
}

/** Which key to give: a level that has a name, one that could have, or something of the payload. */
function remedyFor(source: InlinedNode): string {
  const { id, use, read } = source
  if (use.operator.settings['key'] === undefined) return 'write the topic out, or {payload.name}'
  const settings = read?.settings ?? {}
  const topic = topicOf(settings) ?? ''
  const [name, ...more] = Object.values(settings).flatMap(({ params }) => params ?? [])
  const give = `give ${quoted(id)} a key`
  if (name !== undefined) {
    const others = more.length === 0 ? '' : ` (or ${more.map((other) => `"params.${other}"`).join(', ')})`
    return `${give}: "key": "params.${name}"${others}`
  }
  const named = topic.split('/')
  const any = named.indexOf('+')
  if (any === -1) return `${give} from what it sends, such as "key": "payload.id"`
  named[any] = '{room}'
  return `name a level and make it the key of ${quoted(id)}: "topic": ${JSON.stringify(named.join('/'))}, "key": "params.room"`
}
