import { type Json, isObject } from '../model/json.ts'

type Check = (given: Json, value: Json, schema: { readonly [keyword: string]: Json }) => boolean

/**
 * Whether a value is valid against a schema, for the keywords of JSON Schema 2020-12 that a flow's schema uses; it
 * throws at one that it does not know, so that none is passed over.
 */
export function isValid(value: Json, schema: Json, root: Json = schema): boolean {
  if (typeof schema === 'boolean') return schema
  if (!isRecord(schema)) throw new Error(`no schema: ${JSON.stringify(schema)}`)
  return Object.entries(schema).every(([keyword, given]) => {
    if (annotations.includes(keyword)) return true
    const check = keywords(root)[keyword]
    if (check === undefined) throw new Error(`unknown keyword ${keyword}`)
    return check(given, value, schema)
  })
}

const annotations = ['$schema', '$defs', 'title', 'description', 'default', 'examples', 'then', 'prefixItems']

const isRecord = (value: Json | undefined): value is { readonly [name: string]: Json } => isObject(value)
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])
const same = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b)

function keywords(root: Json): { readonly [keyword: string]: Check } {
  const valid = (value: Json, schema: Json): boolean => isValid(value, schema, root)
  const number =
    (check: (value: number, given: number) => boolean): Check =>
    (given, value) =>
      typeof value !== 'number' || check(value, Number(given))
  const string =
    (check: (value: string, given: Json) => boolean): Check =>
    (given, value) =>
      typeof value !== 'string' || check(value, given)
  const record =
    (
      check: (
        value: { readonly [name: string]: Json },
        given: Json,
        schema: { readonly [keyword: string]: Json },
      ) => boolean,
    ): Check =>
    (given, value, schema) =>
      !isRecord(value) || check(value, given, schema)
  return {
    $ref: (given, value) => {
      const target = String(given)
        .split('/')
        .slice(1)
        .reduce<Json>((at, step) => (isRecord(at) ? (at[step] ?? null) : null), root)
      return valid(value, target)
    },
    type: (given, value) => kindsOf(value).includes(String(given)),
    const: (given, value) => same(given, value),
    enum: (given, value) => list(given).some((each) => same(each, value)),
    not: (given, value) => !valid(value, given),
    anyOf: (given, value) => list(given).some((each) => valid(value, each)),
    allOf: (given, value) => list(given).every((each) => valid(value, each)),
    oneOf: (given, value) => list(given).filter((each) => valid(value, each)).length === 1,
    if: (given, value, schema) => !valid(value, given) || valid(value, schema['then'] ?? true),
    minimum: number((value, given) => value >= given),
    maximum: number((value, given) => value <= given),
    minLength: string((value, given) => [...value].length >= Number(given)),
    maxLength: string((value, given) => [...value].length <= Number(given)),
    pattern: string((value, given) => new RegExp(String(given), 'u').test(value)),
    required: record((value, given) => list(given).every((name) => Object.hasOwn(value, String(name)))),
    minProperties: record((value, given) => Object.keys(value).length >= Number(given)),
    propertyNames: record((value, given) => Object.keys(value).every((name) => valid(name, given))),
    properties: record((value, given) =>
      Object.entries(value).every(
        ([name, each]) => !isRecord(given) || !Object.hasOwn(given, name) || valid(each, given[name] ?? true),
      ),
    ),
    additionalProperties: record((value, given, schema) => {
      const known = isRecord(schema['properties']) ? schema['properties'] : {}
      return Object.entries(value).every(([name, each]) => Object.hasOwn(known, name) || valid(each, given))
    }),
    minItems: (given, value) => !Array.isArray(value) || value.length >= Number(given),
    maxItems: (given, value) => !Array.isArray(value) || value.length <= Number(given),
    items: (given, value, schema) => {
      const first = list(schema['prefixItems'])
      return list(Array.isArray(value) ? value : []).every((each, i) => valid(each, first[i] ?? given))
    },
  }
}

function kindsOf(value: Json): readonly string[] {
  if (value === null) return ['null']
  if (Array.isArray(value)) return ['array']
  if (typeof value === 'number') return Number.isInteger(value) ? ['number', 'integer'] : ['number']
  return [typeof value]
}
