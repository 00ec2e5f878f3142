import { expect, test } from 'vitest'
import { operators } from '../catalog.ts'
import { isObject, type JsonObject } from '../model/json.ts'
import { isWhole, payloadFields } from './known-payloads.ts'

const said = operators.flatMap((operator) =>
  operator.examples.flatMap(({ title, settings, given, expect: expected }) => {
    const defaults = Object.entries(operator.settings).map(
      ([name, setting]) => [name, setting.default] as const,
    )
    const all = { ...Object.fromEntries(defaults.filter(([, value]) => value !== undefined)), ...settings }
    const came = Object.values(given).flatMap((elements) => payloadsOf(elements ?? []))
    return Object.entries(expected).flatMap(([port, events]) => {
      const fields = payloadFields(operator, port, all as JsonObject) // an example's settings are JSON
      return fields === undefined
        ? []
        : [{ title: `${operator.type}.${port}: ${title}`, fields, came, left: payloadsOf(events ?? []) }]
    })
  }),
)

function payloadsOf(
  elements: readonly { readonly kind: string; readonly payload?: unknown }[],
): readonly unknown[] {
  return elements.filter(({ kind }) => kind === 'event').map(({ payload }) => payload)
}

test('of many examples it is told what leaves', () => expect(said.length).toBeGreaterThan(20))

test.each(said)('$title', ({ fields, came, left }) => {
  for (const payload of left) {
    if (fields === 'same') expect(came).toContainEqual(payload)
    else if (!isObject(payload)) expect(payload).toBeInstanceOf(Object)
    else if (isWhole(fields)) expect(fields).toEqual(expect.arrayContaining(Object.keys(payload)))
    else {
      const before = came.flatMap((one) => (isObject(one) ? Object.keys(one) : []))
      expect([...before, ...fields.beside]).toEqual(expect.arrayContaining(Object.keys(payload)))
    }
  }
})
