import { type Bounds, defaultBounds, largestBounds } from '../expression/bounds.ts'
import { flowFormat } from '../model/flow.ts'
import type { Json } from '../model/json.ts'
import type { Operator } from '../operator/operator.ts'
import type { JsonSchema } from '../operator/setting.ts'
import { conditionalSchema } from './conditional-schema.ts'
import { operatorSchema } from './operator-schema.ts'
import { parameterTypes } from './parameter-value.ts'

const text = (description: string): JsonSchema => ({ type: 'string', description })
const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` })

/** A record of what a schema says, by name; the names follow the rules of ids. */
const byId = (description: string, of: JsonSchema): JsonSchema => ({
  type: 'object',
  description,
  propertyNames: ref('id'),
  additionalProperties: of,
})

/**
 * The JSON Schema (2020-12) of flow documents with these operators, so that any editor completes and checks them. It
 * accepts every flow that `checkFlow` accepts; what no schema can say (that wires lead somewhere, that an expression
 * can be read) only `checkFlow` finds.
 */
export function flowSchema(catalog: ReadonlyMap<string, Operator>): JsonSchema {
  const operators = [...catalog.values()]
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Millrace flow',
    type: 'object',
    required: ['millrace', 'id', 'nodes'],
    additionalProperties: false,
    properties: {
      $schema: text('Where editors find the schema of this document'),
      millrace: { const: flowFormat, description: 'The format of this document' },
      id: { ...ref('id'), description: 'The id under which the state of the flow is kept' },
      ...bodyProperties(),
      subflows: byId('Nodes that are used as one, by name: "type": "subflow:NAME"', ref('subflow')),
      tests: { type: 'array', description: 'What must come of which input', items: ref('test') },
      bounds: boundsSchema,
    },
    $defs: {
      id: idSchema,
      end: endSchema,
      parameter: parameterSchema,
      node: nodeSchema(operators),
      subflow: subflowSchema(),
      test: testSchema,
      ...Object.fromEntries(
        operators.map((operator) => [`operator-${operator.type}`, operatorSchema(operator)]),
      ),
    },
  }
}

const bodyProperties = (): { readonly [name: string]: Json } => ({
  name: text('What people call it'),
  note: text('Words for people'),
  parameters: {
    type: 'object',
    description: 'Values that a deployment or a test can set; "$name" in expressions and settings',
    propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$', maxLength: 64 },
    additionalProperties: ref('parameter'),
  },
  nodes: { ...byId('The nodes, by ids chosen by people', ref('node')), minProperties: 1 },
  wires: {
    type: 'array',
    description: 'Pairs: from an output to an input, each "node" (its first port) or "node.port"',
    items: { type: 'array', prefixItems: [ref('end'), ref('end')], items: false, minItems: 2 },
  },
  layout: { type: 'object', description: 'Where nodes are drawn; it changes nothing in what the flow does' },
})

const boundsSchema: JsonSchema = {
  type: 'object',
  description: 'What one evaluation of an expression may use, where that is not the usual',
  additionalProperties: false,
  properties: Object.fromEntries(
    Object.entries(defaultBounds).map(([name, value]) => [
      name,
      { type: 'integer', minimum: 1, maximum: largestBounds[name as keyof Bounds], default: value },
    ]),
  ),
}

const idSchema: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 64,
  pattern: '^[^$./\\u0000-\\u001f\\u007f-\\u009f][^./\\u0000-\\u001f\\u007f-\\u009f]*$',
  not: { enum: ['__proto__', 'constructor', 'prototype'] },
}

const endSchema: JsonSchema = {
  type: 'string',
  minLength: 1,
  description: '"node" (its first port) or "node.port"',
}

const parameterSchema: JsonSchema = {
  type: 'object',
  required: ['type'],
  additionalProperties: false,
  properties: {
    type: { enum: parameterTypes },
    default: { description: 'Its value where nobody gives another' },
    summary: text('What it is for'),
  },
}

const timeSchema: JsonSchema = {
  type: ['integer', 'string'],
  description: 'ms since the epoch, a duration since then ("10s"), or an ISO 8601 instant',
}

const arrivalSchema: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    node: text('The source it comes in at'),
    topic: text('By which topic'),
    payload: { description: 'What it holds' },
    time: { ...timeSchema, description: `When it happened: ${timeSchema['description']}` },
    at: { ...timeSchema, description: `When it arrived: ${timeSchema['description']}` },
    properties: { type: 'object', description: 'What came beside it, such as "retain"' },
    watermark: { ...timeSchema, description: 'In place of a payload: nothing up to this time is expected' },
    key: { description: 'Beside a watermark: for this key alone' },
  },
}

const testSchema: JsonSchema = {
  type: 'object',
  required: ['name', 'expect'],
  additionalProperties: false,
  properties: {
    name: text('What it shows, in a few words'),
    parameters: { type: 'object', description: 'Values of parameters in this test' },
    input: { type: 'array', description: 'What arrives', items: arrivalSchema },
    recording: text('A file beside the flow with what arrives'),
    ends: {
      type: 'boolean',
      description: 'Whether all time passes at the end of the input; true by default',
    },
    expect: {
      type: 'object',
      description:
        'What must come, by "node" (a sink: what it sends; else what leaves by its first port) or "node.port"',
      additionalProperties: { type: 'array' },
    },
  },
  oneOf: [{ required: ['input'] }, { required: ['recording'] }],
}

const subflowSchema = (): JsonSchema => ({
  type: 'object',
  required: ['nodes'],
  additionalProperties: false,
  properties: {
    ...bodyProperties(),
    inputs: byId('Its inputs, each with the "node" or "node.port" inside that it leads to', ref('end')),
    outputs: byId('Its outputs, each with the "node" or "node.port" inside that it comes from', ref('end')),
  },
})

function nodeSchema(operators: readonly Operator[]): JsonSchema {
  return {
    type: 'object',
    required: ['type'],
    properties: {
      type: {
        description: 'The operator, or "subflow:NAME"',
        anyOf: [
          ...operators.map(({ type, summary }) => ({ const: type, description: summary })),
          {
            type: 'string',
            pattern: '^subflow:.+$',
            description: 'A use of a subflow; its parameters are its settings',
          },
        ],
      },
      ...nodeProperties,
    },
    // Which of them it is follows from the type alone, so that an editor complains of the setting that is wrong.
    allOf: operators.map((operator) =>
      conditionalSchema(isOfVersion(operator), ref(`operator-${operator.type}`)),
    ),
  }
}

const nodeProperties: { readonly [name: string]: Json } = {
  label: text('What is read on the canvas, in place of the id'),
  note: text('Words for people'),
  was: text('The id that the node had before: it takes over the state kept under it'),
  version: {
    type: 'integer',
    minimum: 1,
    description: 'The version of the operator that the settings are of; 1 if left out',
  },
}

/** Settings of an older version are brought up when the flow is read; the schema knows those of the present one only. */
function isOfVersion({ type, version }: Operator): JsonSchema {
  const properties = { type: { const: type }, version: { const: version } }
  return { required: version === 1 ? ['type'] : ['type', 'version'], properties }
}
