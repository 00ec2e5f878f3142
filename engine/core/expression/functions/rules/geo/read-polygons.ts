import type { Run } from '../../../frame.ts'
import { badArgument } from '../bad-argument.ts'
import { onEarth, type Point, pointOf } from './point.ts'

/** An outline and the holes in it. The last corner may be the first again. */
export type Polygon = readonly (readonly Point[])[]

export const polygonWords =
  'a list of its corners, each a point; or GeoJSON: a `Polygon`, which may have holes, a `MultiPolygon`, or the `coordinates` of one'

const expected = 'a polygon: a list of at least 3 points, or GeoJSON of the type Polygon or MultiPolygon'

/** Reads polygons. Throws M1010. Pays for all points, which it looks at. */
export function readPolygons(run: Run, name: string, place: number, value: unknown): readonly Polygon[] {
  const coordinates = coordinatesOf(value)
  const depth = depthOf(coordinates)
  const listOf = (list: unknown): readonly unknown[] => {
    if (Array.isArray(list)) return list
    throw badArgument(name, place, expected, list)
  }
  const ring = (points: unknown): readonly Point[] => readRing(run, name, place, listOf(points))
  const rings = (all: unknown): Polygon => listOf(all).map(ring)
  if (depth === 1) return [[ring(coordinates)]]
  if (depth === 2) return [rings(coordinates)]
  if (depth === 3) return listOf(coordinates).map(rings)
  throw badArgument(name, place, expected, value)
}

function coordinatesOf(value: unknown, isGeometry = false): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const fields = value as Readonly<Record<string, unknown>> // an object has no more of a type than that
  if (fields['type'] === 'Feature' && !isGeometry) return coordinatesOf(fields['geometry'], true)
  return fields['type'] === 'Polygon' || fields['type'] === 'MultiPolygon' ? fields['coordinates'] : undefined
}

/** How many lists are around the first point: 1 for a ring. Undefined where there is none, or it lies too deep. */
function depthOf(value: unknown): number | undefined {
  let inner = value
  for (let depth = 0; depth <= 3; depth++) {
    if (pointOf(inner) !== undefined) return depth
    if (!Array.isArray(inner)) return undefined
    inner = inner[0]
  }
  return undefined
}

function readRing(run: Run, name: string, place: number, points: readonly unknown[]): readonly Point[] {
  run.look(points.length * 8)
  if (points.length < 3) throw badArgument(name, place, expected, points)
  return points.map((one) => {
    const point = pointOf(one)
    if (point === undefined) throw badArgument(name, place, 'points alone', one)
    return onEarth(name, place, point)
  })
}
