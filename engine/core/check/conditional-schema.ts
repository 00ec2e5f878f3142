import type { JsonSchema } from '../operator/setting.ts'

/** A schema that asks for something only of what meets a condition. */
export function conditionalSchema(condition: JsonSchema, consequence: JsonSchema): JsonSchema {
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema; nobody awaits a schema
  return { if: condition, then: consequence }
}
