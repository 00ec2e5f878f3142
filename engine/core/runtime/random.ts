/**
 * Numbers in [0, 1) that are a function of what is mixed in and of nothing else, so that no generator's state has to
 * be saved: a 32-bit FNV-1a over the parts, then the finishing steps of MurmurHash3 for each draw.
 */
export function randomFrom(parts: readonly (string | number)[]): () => number {
  let hash = 0x811c9dc5
  for (const part of parts) {
    const text = `${String(part)}\u0000`
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  let draw = 0
  return () => {
    draw++
    return (finish(hash ^ Math.imul(draw, 0x9e3779b9)) * 0x200000 + (finish(hash + draw) >>> 11)) / 2 ** 53
  }
}

function finish(value: number): number {
  let mixed = value
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
