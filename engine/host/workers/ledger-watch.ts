import { isObject, type Json } from '../../core/model/json.ts'
import type { Plan, PlannedNode } from '../../core/operator/plan.ts'
import type { NodeLedger } from '../../core/runtime/ledger.ts'
import { early, earlyNote } from '../../core/runtime/source-node.ts'
import type { News } from '../connectors/connector.ts'

/** Something is told once it holds for so many events, or, where fewer come, after so long, ms. */
const enough = 5
const longEnough = 10_000

/** So many characters of an expression are shown. */
const shown = 120

/** The results of expressions that are counted where they give nothing: conditions, and keys. */
const countedResults = new Set(['true or false', 'a text, a number, true, false, null or a list of these'])

/** An expression of a node, as its settings have it. */
interface Written {
  readonly setting: string
  readonly text: string
  /** What its result is to be. */
  readonly result: string
}

/**
 * Looks at the counts of a running flow and tells, once for each node, what is likely to be a mistake that otherwise
 * shows only as silence: an expression that has given nothing for every event so far, as with a misspelt field, and
 * times long past, as of seconds that are read as ms and of clocks that were never set.
 */
export class LedgerWatch {
  private readonly plan: Plan
  private readonly tell: (news: News) => void
  private readonly told = new Set<string>()
  /** When a doubt was first seen, by the clock that `look` is given. */
  private readonly since = new Map<string, number>()

  constructor(plan: Plan, tell: (news: News) => void) {
    this.plan = plan
    this.tell = tell
  }

  /** To be called now and then; `now` is in ms by any clock that goes on steadily. */
  look(ledger: Readonly<Record<string, NodeLedger>>, now: number): void {
    for (const node of this.plan.nodes) {
      const counts = ledger[node.id]
      if (counts === undefined) continue
      this.doubt(`${node.id} nothing`, counts.received, givesNothing(node, counts), now)
      this.doubt(`${node.id} early`, counts.noted[earlyNote] ?? 0, tooEarly(node, counts), now)
    }
  }

  private doubt(id: string, events: number, words: string | undefined, now: number): void {
    if (words === undefined) {
      this.since.delete(id)
      return
    }
    if (this.told.has(id)) return
    const since = this.since.get(id) ?? now
    this.since.set(id, since)
    if (events < enough && now - since < longEnough) return
    this.told.add(id)
    this.tell({ level: 'warning', message: `${this.plan.flow}/${words}` })
  }
}

function givesNothing(node: PlannedNode, { received, noted, dropped }: NodeLedger): string | undefined {
  if (received === 0) return undefined
  const written = expressionsOf(node)
  const counted = written.filter(({ result }) => countedResults.has(result))
  // An event is noted once for each of them that gives nothing: so many only if none has ever given anything.
  const decides = (noted['expression gave nothing'] ?? 0) >= received * counted.length
  const makes = (dropped['nothing'] ?? 0) >= received
  if (!decides && !makes) return undefined
  const blamed = makes ? written.filter(({ result }) => result === 'a value') : counted
  // Of several the last makes what leaves, such as `each` of a split, which stands behind its `list`.
  const last = blamed.at(-1)
  if (last === undefined) return undefined
  const texts = blamed.filter(({ setting }) => setting === last.setting).map(({ text }) => brief(text))
  const [from] = Object.values(node.inputs).flat()
  return (
    `${node.id}: ${last.setting} gave nothing for ${all(received)} so far: ${texts.join(', ')}. Are the fields spelt ` +
    `as they come? A node of type log, wired to ${from === undefined ? node.id : from.node}, shows them`
  )
}

function tooEarly({ id, raw }: PlannedNode, { received, noted, watermark }: NodeLedger): string | undefined {
  const count = noted[earlyNote] ?? 0
  const { time } = raw
  if (count === 0 || typeof time !== 'string') return undefined
  const text = brief(time)
  const times = count === received ? all(count) : `${count} of ${received} events`
  const found = `${id}: ${text} gives a time before 1990 for ${times} so far. `
  // Taken as seconds the newest time would have to be a likely one; of a watermark that is not set this is not known.
  const tooSmall = Number.isFinite(watermark) && watermark * 1_000 < early
  if (count < received || tooSmall) return `${found}Has the clock of the device been set?`
  return (
    `${found}Where it is a number of seconds, write "time": ` +
    `"${/^[\w.]+$/.test(text) ? text : `(${text})`} * 1000", since times are ms; ` +
    `else, has the clock of the device been set?`
  )
}

/** The expressions among a node's settings that give a value, true or false, or a key. */
function expressionsOf({ operator, raw }: PlannedNode): readonly Written[] {
  return Object.entries(operator.settings).flatMap(([setting, { kind, form }]) => {
    const { of } = form.options ?? {}
    const options = kind === 'list' && isObject(of) && isObject(of['options']) ? of['options'] : form.options
    const result = options?.['result']
    if (typeof result !== 'string' || (kind !== 'expression' && kind !== 'list')) return []
    return textsIn(raw[setting]).map((text) => ({ setting, text, result }))
  })
}

function textsIn(raw: Json | undefined): readonly string[] {
  const values: readonly (Json | undefined)[] = Array.isArray(raw) ? raw : [raw]
  return values.filter((value) => typeof value === 'string')
}

const brief = (text: string): string => (text.length > shown ? `${text.slice(0, shown)}...` : text)

const all = (count: number): string => (count === 1 ? 'the only event' : `all ${count} events`)
