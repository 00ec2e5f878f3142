import { isBuiltInName } from '../expression/functions/catalogue.ts'
import type { DeclaredParameter, ParameterType } from './document.ts'
import type { Findings } from './findings.ts'
import { betterParameterName, parameterNameProblem, parameterNameRule } from './name-rules.ts'
import { parameterTypes, typeMeant, valueProblem } from './parameter-value.ts'
import { quoted, quotedList } from './quoted.ts'
import { type Path, toJson, type Tree } from './tree.ts'
import { namedAt, objectAt, onlyKnown, textAt } from './tree-reader.ts'

/** How many parameters a flow or subflow may have: each is a variable of each of its expressions. */
const most = 200

/** Reads the declarations of the parameters of a flow or subflow; names that are `taken` could be given no value. */
export function readParameters(
  findings: Findings,
  tree: Tree | undefined,
  place: Path,
  taken: readonly string[],
): ReadonlyMap<string, DeclaredParameter> {
  const declared = new Map<string, DeclaredParameter>()
  for (const [name, { value }] of namedAt(findings, tree, place, 'parameters by name')) {
    const at = [...place, name]
    if (declared.size === most) {
      const message = `there are more than ${most} parameters`
      const remedy = 'bring what belongs together into one parameter of type "json"'
      findings.add({ code: 'too-many-parameters', message, place: at, on: 'key', remedy })
      break
    }
    const wrong = taken.includes(name)
      ? `${quoted(name)} means something else in a node`
      : parameterNameProblem(name)
    if (wrong !== undefined) {
      const expected = parameterNameRule
      const better = taken.includes(name) ? undefined : betterParameterName(name)
      const remedy =
        better === undefined
          ? 'give it another name, here and where it is used'
          : `write ${quoted(better)}, here and where it is used`
      findings.add({ code: 'bad-name', message: wrong, place: at, on: 'key', expected, remedy })
    }
    if (isBuiltInName(name))
      findings.add({
        code: 'hides-function',
        severity: 'warning',
        message: `the parameter ${quoted(name)} hides the function $${name}: $${name} in an expression is its value`,
        place: at,
        on: 'key',
        remedy: 'give it another name, here and where it is used',
      })
    declared.set(name, readParameter(findings, value, at, name))
  }
  return declared
}

function readParameter(findings: Findings, tree: Tree, place: Path, name: string): DeclaredParameter {
  const members = objectAt(findings, tree, place, 'a parameter: { "type": ..., "default": ... }')
  if (tree.kind === 'object')
    onlyKnown(findings, members, place, ['type', 'default', 'summary'], 'a parameter')
  textAt(findings, members.get('summary')?.value, [...place, 'summary'], 'a text')
  const type =
    tree.kind === 'object' ? readType(findings, members.get('type')?.value, place, name) : undefined
  const given = members.get('default')?.value
  if (given === undefined) return { name, place, type, default: undefined }
  const value = toJson(given)
  const wrong = type === undefined ? undefined : valueProblem(type, value)
  if (wrong !== undefined) {
    findings.add({
      code: 'bad-parameter',
      message: `the default of the parameter ${quoted(name)}: ${wrong.message}`,
      place: [...place, 'default'],
      expected: wrong.expected,
      remedy: wrong.remedy,
    })
  }
  // What uses the parameter is not checked against a value that is wrong in itself.
  return { name, place, type: wrong === undefined ? type : undefined, default: value }
}

function readType(
  findings: Findings,
  tree: Tree | undefined,
  place: Path,
  name: string,
): ParameterType | undefined {
  const types = [...parameterTypes]
  const expected = `one of ${quotedList(types)}`
  if (tree === undefined) {
    findings.add({
      code: 'missing-name',
      message: `the parameter ${quoted(name)} has no "type"`,
      place,
      on: 'key',
      expected,
      remedy: 'add "type": "number", or what else it is',
    })
    return undefined
  }
  const at = [...place, 'type']
  const text = textAt(findings, tree, at, expected)
  const type = types.find((type) => type === text)
  if (type === undefined && text !== undefined) {
    findings.add({
      code: 'unknown-type',
      message: `there is no type ${quoted(text)} of parameters`,
      place: at,
      expected,
      remedy: (nearest) => {
        const near = typeMeant(text) ?? nearest(text, types)
        return near === undefined ? `there are ${quotedList(types)}` : `did you mean ${quoted(near)}?`
      },
    })
  }
  return type
}
