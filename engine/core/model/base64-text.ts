/** Whether a text is base64 as RFC 4648 writes it, section 4, with its padding. */
export const isBase64 = (text: string): boolean =>
  text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
