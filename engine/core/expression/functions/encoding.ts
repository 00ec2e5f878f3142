import { ExpressionError } from '../expression-error.ts'
import { type Native, pure } from '../native.ts'
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

/** Functions that write a text in another way for transport. */
export const encodingFunctions: readonly Native[] = [
  pure('base64encode', '<s-:s>', (text: string | undefined) =>
    text === undefined ? undefined : base64Encoded(text),
  ),
  pure('base64decode', '<s-:s>', (text: string | undefined) =>
    text === undefined ? undefined : base64Decoded(text),
  ),
  urlFunction('encodeUrlComponent', encodeURIComponent),
  urlFunction('encodeUrl', encodeURI),
  urlFunction('decodeUrlComponent', decodeURIComponent),
  urlFunction('decodeUrl', decodeURI),
]
