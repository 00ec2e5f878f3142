/** Something wrong in a file; line counts from 1, and is absent where the whole file is meant. */
export type Finding = { readonly file: string; readonly line?: number; readonly message: string }

export function describeFinding({ file, line, message }: Finding): string {
  return `${file}${line === undefined ? '' : `:${line}`} ${message}`
}

/** The line of an offset into a text, counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
