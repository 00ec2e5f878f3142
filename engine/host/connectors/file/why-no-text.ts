/** Why a line can't be text, in the terms of a dead letter; undefined where it can. See `Utf8Text` for the NUL. */
export function whyNoText(line: string): { readonly code: string; readonly message: string } | undefined {
  const at = line.indexOf('\0')
  if (at === -1) return undefined
  return {
    code: 'not-utf-8',
    message:
      `expected text in UTF-8, got something else at character ${at + 1}; save the file as UTF-8 ` +
      '(not as UTF-16 or in the encoding of a region), and without NUL',
  }
}

/** What is kept of it: the rest of the text, and U+FFFD where there is none. */
export const whatIsText = (line: string): string => line.replaceAll('\0', '\uFFFD')
