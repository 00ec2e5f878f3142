import jsonata from 'jsonata'
import { failure, type Outcome } from '../picture/outcome.fixture.ts'

const formatting = jsonata('$fromMillis(millis, picture, zone)')
const parsing = jsonata('{"value": $toMillis(text, picture), "now": $millis()}')

/** The interpreter's $fromMillis. */
export async function theirFormat(
  millis: number,
  picture: string | undefined,
  zone: string | undefined,
): Promise<Outcome> {
  try {
    return { value: await formatting.evaluate({ millis, picture, zone }) }
  } catch (error) {
    return failure(error)
  }
}

/** The interpreter's $toMillis, and what the time was then. NaN is the error that it is with us. */
export async function theirParse(text: string, picture: string): Promise<{ outcome: Outcome; now: number }> {
  try {
    const { value, now } = await parsing.evaluate({ text, picture })
    return { outcome: Number.isNaN(value) ? { code: 'D3110' } : { value }, now }
  } catch (error) {
    return { outcome: failure(error), now: 0 }
  }
}
