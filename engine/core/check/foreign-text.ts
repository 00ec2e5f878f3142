import type { Findings } from './findings.ts'

/** Every other character a NUL, behind what may be left of a byte order mark. */
const utf16 = /^\uFFFD{0,2}(?:(?:[^\0]\0){2}|(?:\0[^\0]){2})/

/**
 * Reports a text that was written in another encoding than UTF-8, as far as can be told once it was read: what could not
 * be read stands there as U+FFFD. Gives whether it makes sense to go on.
 */
export function checkEncoding(text: string, findings: Findings): boolean {
  const bad = text.indexOf('\uFFFD')
  if (utf16.test(text)) {
    findings.add({
      code: 'not-utf8',
      message: 'the file is written in UTF-16',
      place: [],
      expected: 'UTF-8',
      remedy:
        'save it as UTF-8 (in an editor: "Save with encoding"; in PowerShell: Set-Content -Encoding utf8)',
    })
    return false
  }
  if (bad !== -1) {
    findings.add({
      code: 'not-utf8',
      severity: 'warning',
      message: 'here stands a character that is not UTF-8, and was lost',
      place: [],
      offset: bad,
      expected: 'UTF-8',
      remedy: 'was the file saved as Latin-1 or Windows-1252? Save it as UTF-8, and write the character anew',
    })
  }
  return true
}
