import type { Findings } from './findings.ts'
import type { Inlined, InlinedNode } from './inlined.ts'
import { quoted } from './quoted.ts'

/**
 * Warns where `{key}` stands in the topic of a sink and the key is the whole topic of a source, since nobody gave that
 * source a `key`: a topic of several levels has slashes, so every event of it would be a dead letter there.
 */
export function checkKeyTopic(findings: Findings, { nodes, wires }: Inlined, order: readonly number[]): void {
  const arriving = Map.groupBy(wires, ({ to }) => to.node)
  /** The sources whose topic is the key of what leaves a node, with what it makes anew apart. */
  const leaving = new Map<number, { readonly same: Sources; readonly made: Sources }>()
  for (const index of order) {
    const node = nodes[index]
    if (node === undefined) continue
    if (Object.keys(node.use.operator.inputs).length === 0) {
      const own = new Set(isKeyedByTopic(node) ? [node] : [])
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

/** Without a key of its own, and under topics that have slashes. */
function isKeyedByTopic({ read }: InlinedNode): boolean {
  if (read === undefined || read.raw['key'] !== undefined) return false
  return topicOf(read.settings)?.includes('/') === true
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
      findings.add({
        code: 'key-is-topic',
        severity: 'warning',
        message: `{key} is the whole topic of each event here, as ${quoted(source.id)} has no "key": a value with / makes a dead letter`,
        place: [...use.node.place, setting, ...at],
        node: id,
        setting,
        expected: 'a key that is one level of a topic',
        remedy: remedyFor(source),
      })
    }
  }
}

/** Which key to give: a level that has a name, one that could have, or something of the payload. */
function remedyFor({ id, read }: InlinedNode): string {
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
