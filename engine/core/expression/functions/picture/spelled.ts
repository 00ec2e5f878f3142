/** The case of letters: twenty-one, TWENTY-ONE, Twenty-One. */
export type Letters = 'lower' | 'upper' | 'title'

/** Words of small letters as a picture wants them. */
export function spelled(words: string, letters: Letters): string {
  if (letters === 'lower') return words
  if (letters === 'upper') return words.toUpperCase()
  return words.replace(/(?!and\b)\b[a-z]/g, (letter) => letter.toUpperCase())
}
