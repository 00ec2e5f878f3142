/** A text of several lines, each moved to the right by two blanks. */
export const indented = (text: string): string => text.replace(/^/gm, '  ')
