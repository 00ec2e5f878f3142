import { ExpressionError } from '../expression-error.ts'
import { type Native, pure } from '../calling/native.ts'
import { base64Decoded, base64Encoded } from './base64.ts'

function urlFunction(name: string, convert: (text: string) => string): Native {
  return pure(name, '<s-:s>', (text: string | undefined) => {
    if (text === undefined) return undefined
    try {
      return convert(text)
    } catch {
      throw new ExpressionError('D3140', { value: text, token: name })
    }
  })
}

const onText = (convert: (text: string) => string) => (text: string | undefined) =>
  text === undefined ? undefined : convert(text)

/** Each character is looked up in the alphabet. */
const perCharacter = (text: unknown): number => (typeof text === 'string' ? Math.ceil(text.length / 2) : 0)

/** Functions that write a text in another way for transport. */
export const encodingFunctions: readonly Native[] = [
  pure('base64encode', '<s-:s>', onText(base64Encoded), { price: perCharacter }),
  pure('base64decode', '<s-:s>', onText(base64Decoded), { price: perCharacter }),
  urlFunction('encodeUrlComponent', encodeURIComponent),
  urlFunction('encodeUrl', encodeURI),
  urlFunction('decodeUrlComponent', decodeURIComponent),
  urlFunction('decodeUrl', decodeURI),
]
