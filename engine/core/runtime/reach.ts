import type { Plan } from '../operator/plan.ts'

/** For each of these nodes, those that its events can reach, in the order of the plan. */
export function reach(plan: Plan, from: readonly string[]): Map<string, readonly string[]> {
  const next = new Map<string, string[]>()
  for (const { id, inputs } of plan.nodes) {
    for (const { node } of Object.values(inputs).flat()) {
      const known = next.get(node)
      if (known === undefined) next.set(node, [id])
      else known.push(id)
    }
  }
  return new Map(from.map((id) => [id, below(id, plan, next)]))
}

function below(id: string, { nodes }: Plan, next: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set<string>()
  const open = [id]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    for (const after of next.get(one) ?? []) {
      if (found.has(after)) continue
      found.add(after)
      open.push(after)
    }
  }
  return nodes.flatMap((node) => (found.has(node.id) ? [node.id] : []))
}
