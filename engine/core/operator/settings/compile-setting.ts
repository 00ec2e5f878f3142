import { compileExpression, type CompiledExpression } from '../../expression/compile.ts'
import { ExpressionError } from '../../expression/expression-error.ts'
import { wrongLiteralsIn } from '../../expression/functions/rules/wrong-literals.ts'
import { doubtsIn } from '../../expression/advice/doubtful.ts'
import { type Misfit, misfitsIn } from '../../expression/advice/misfits.ts'
import { wrongOperandsIn } from '../../expression/advice/wrong-operands.ts'
import { remedyFor } from '../../expression/advice/remedy.ts'
import { describe, type Json } from '../../model/json.ts'
import type { SettingNote, SettingPlace, SettingProblem } from '../setting.ts'

/** Compiles the text of a setting, or says what is wrong with it; `otherFunctions` may have been meant. */
export function compileSetting(
  raw: Json,
  place: SettingPlace,
  variables: readonly string[],
  otherFunctions: readonly string[] = [],
): CompiledExpression | SettingProblem {
  if (typeof raw !== 'string' || raw.trim() === '') {
    return {
      code: 'bad-expression',
      message: `expected an expression, got ${describe(raw)}`,
      expected: 'a JSONata expression, as a text',
      ...(raw === '' || raw === null ? {} : { remedy: `write it as a text: ${asText(raw)}` }),
    }
  }
  try {
    return compileExpression(raw, {
      variables: [...Object.keys(place.parameters), ...variables],
      otherFunctions,
      ...(place.bounds === undefined || Object.keys(place.bounds).length === 0
        ? {}
        : { bounds: place.bounds }),
    })
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    const { message, meant } = withoutSuggestion(error)
    const remedy = remedyFor(error, raw) ?? meant
    return {
      code: 'bad-expression',
      message,
      expected: 'a JSONata expression',
      ...(remedy === undefined ? {} : { remedy }),
    }
  }
}

/** Calls that fail whatever the event, as `$merge(payload, { "x": 5 })` does, and what can hardly be meant. */
export function misfitNotes(raw: Json): readonly SettingNote[] {
  const text = String(raw)
  const failing = [...misfitsIn(text), ...wrongOperandsIn(text), ...wrongLiteralsIn(text)]
  return [...asNotes('wrong-arguments', failing), ...asNotes('hardly-meant', doubtsIn(text))]
}

const asNotes = (code: string, found: readonly Misfit[]): readonly SettingNote[] =>
  found.map(({ message, remedy }) => ({
    code,
    severity: 'warning',
    message,
    ...(remedy === undefined ? {} : { remedy }),
  }))

/** The same, and an expression that fails as a whole, as `1 + "a"` does. */
export function failureNotes({ text, failure }: CompiledExpression): readonly SettingNote[] {
  const misfits = misfitNotes(text)
  if (misfits.length > 0 || failure === undefined) return misfits
  const remedy = remedyFor(failure, text)
  const message = `it fails for every event: ${failure.message}`
  return [{ code: 'always-fails', severity: 'warning', message, ...(remedy === undefined ? {} : { remedy }) }]
}

/** A name that may have been meant stands in the message where there is no other place for it; here there is. */
function withoutSuggestion({ message, details: { suggestion = '' } }: ExpressionError) {
  const meant = /did you mean .*/.exec(suggestion)?.[0]
  return { message: meant === undefined ? message : message.replace(suggestion, ''), meant }
}

/** A value as the text of an expression that gives it; texts in it that are paths of an event are meant as such. */
function asText(raw: Json): string {
  const bare = JSON.stringify(raw).replace(
    /"((?:payload|params|properties)\.[\w.]+|key|topic|time)"(?!:)/g,
    '$1',
  )
  return JSON.stringify(bare.length > longestShown ? '{ ... }' : bare)
}

const longestShown = 200
