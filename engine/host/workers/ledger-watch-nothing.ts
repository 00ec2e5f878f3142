import { isWhole, payloadFields } from '../../core/check/known-payloads.ts'
import { readingsOf } from '../../core/expression/advice/readings.ts'
import type { Plan, PlannedNode } from '../../core/operator/plan.ts'
import { nothingNote, unfoundNote } from '../../core/runtime/hook-surroundings.ts'
import type { NodeLedger } from '../../core/runtime/ledger.ts'
import { all, brief, type Doubt } from './ledger-watch-doubt.ts'

/** A setting, or parts of one, that has given nothing whenever it was asked. */
interface Silence {
  readonly setting: string
  /** The names of its parts, where it is these. */
  readonly parts: readonly string[]
  readonly texts: readonly string[]
  readonly count: number
  readonly words: string
}

/**
 * What has given nothing for every event so far. Where that follows from a field that a node before it lacks, only that
 * node is told of.
 */
export function doubtsOfNothing(
  { nodes }: Plan,
  ledger: Readonly<Record<string, NodeLedger>>,
): readonly Doubt[] {
  const doubts: Doubt[] = []
  /** By `node.port`: the fields that what leaves there was to have, and never had. */
  const lacking = new Map<string, ReadonlySet<string>>()
  for (const node of nodes) {
    const counts = ledger[node.id]
    if (counts === undefined) continue
    const silences = silencesOf(node, counts)
    const ends = Object.values(node.inputs).flat()
    const above = new Set(ends.flatMap(({ node, port }) => [...(lacking.get(`${node}.${port}`) ?? [])]))
    const own = silences.flatMap(({ parts }) => parts)
    for (const port of Object.keys(node.operator.outputs)) {
      const made = payloadFields(node.operator, port, node.raw)
      const isNew = made === undefined || isWhole(made)
      lacking.set(`${node.id}.${port}`, new Set([...(isNew ? [] : above), ...(made === 'same' ? [] : own)]))
    }
    const [first] = ends
    for (const { setting, texts, count, words } of silences) {
      if (texts.some((text) => readsOneOf(above, text))) continue
      doubts.push({
        id: `${node.id} ${setting} nothing`,
        events: count,
        words:
          `${node.id}: ${words} so far: ${texts.map(brief).join(', ')}. Are the fields spelt as they come? A node of ` +
          `type log, wired to ${first === undefined ? node.id : first.node}, shows them`,
      })
    }
  }
  return doubts
}

const readsOneOf = (fields: ReadonlySet<string>, text: string): boolean =>
  readingsOf(text).some(({ path: [field, name = ''] }) => field === 'payload' && fields.has(name))

function silencesOf(node: PlannedNode, counts: NodeLedger): readonly Silence[] {
  const silences = Object.keys(node.settings).flatMap((setting) => [
    ...ofSetting(node, setting, counts),
    ...ofParts(node, setting, counts),
  ])
  return silences.length > 0 ? silences : ofWhatIsMade(node, counts)
}

/** An event is noted once for each expression that gives nothing: so many only if none has ever given anything. */
function ofSetting(
  { settings }: PlannedNode,
  setting: string,
  { received, noted }: NodeLedger,
): readonly Silence[] {
  const texts = (settings[setting]?.counted ?? []).flatMap(({ part, text }) =>
    part === undefined ? [text] : [],
  )
  const isSilent = texts.length > 0 && (noted[nothingNote(setting)] ?? 0) >= received * texts.length
  return isSilent && received > 0 ? [wholly(setting, texts, received)] : []
}

/** Parts are noted as long as they have never given anything. */
function ofParts({ settings }: PlannedNode, setting: string, { noted }: NodeLedger): readonly Silence[] {
  const silent = (settings[setting]?.counted ?? []).flatMap(({ part, text, of }) => {
    const count = part === undefined ? undefined : noted[unfoundNote(part)]
    return part === undefined || count === undefined ? [] : [{ part, text, of, count }]
  })
  const [first] = silent
  if (first === undefined) return []
  const parts = silent.map(({ part }) => part)
  const count = Math.min(...silent.map(({ count }) => count))
  const times = count === 1 ? `the only ${first.of}` : `any of ${count} ${first.of}s`
  const words = `${parts.join(', ')} found no value in ${times}`
  return [{ setting, parts, texts: silent.map(({ text }) => text), count, words }]
}

/** Where all events are let go for want of a payload, the last expression makes it, as `each` of a split behind its `list`. */
function ofWhatIsMade({ operator, raw }: PlannedNode, { received, dropped }: NodeLedger): readonly Silence[] {
  if (received === 0 || (dropped['nothing'] ?? 0) < received) return []
  const made = Object.entries(operator.settings).flatMap(([setting, { kind, form }]) => {
    const text = raw[setting]
    const isValue = kind === 'expression' && form.options?.['result'] === 'a value'
    return isValue && typeof text === 'string' ? [{ setting, text }] : []
  })
  const last = made.at(-1)
  return last === undefined ? [] : [wholly(last.setting, [last.text], received)]
}

const wholly = (setting: string, texts: readonly string[], received: number): Silence => ({
  setting,
  parts: [],
  texts,
  count: received,
  words: `${setting} gave nothing for ${all(received)}`,
})
