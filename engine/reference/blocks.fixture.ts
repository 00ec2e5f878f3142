/** A block of code on a page: `info` is what stands behind the fence, such as `json flow`. */
export interface Block {
  readonly info: string
  readonly text: string
  readonly line: number
}

/** The fenced blocks of a page, in their order. */
export function blocksOf(page: string): readonly Block[] {
  const blocks: Block[] = []
  const lines = page.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const info = /^```(.+)$/.exec(lines[at] ?? '')?.[1]
    if (info === undefined) continue
    const from = at + 1
    while (++at < lines.length && lines[at] !== '```');
    blocks.push({ info, text: lines.slice(from, at).join('\n'), line: from })
  }
  return blocks
}
