import { badArgument } from '../bad-argument.ts'

/** A place on the earth in degrees: north of the equator, east of Greenwich. */
export interface Point {
  readonly lat: number
  readonly lon: number
}

const names: readonly (readonly [lat: string, lon: string])[] = [
  ['lat', 'lon'],
  ['lat', 'lng'],
  ['latitude', 'longitude'],
]

/** A point in one of the shapes that there are; undefined where a value has none of them. Nothing is checked. */
export function pointOf(value: unknown): Point | undefined {
  if (Array.isArray(value)) return fromPair(value)
  if (typeof value !== 'object' || value === null) return undefined
  const fields = value as Readonly<Record<string, unknown>> // an object has no more of a type than that
  if (fields['type'] === 'Point') return pointOf(fields['coordinates'])
  if (fields['type'] === 'Feature') return pointOf(fields['geometry'])
  for (const [latName, lonName] of names) {
    const [lat, lon] = [fields[latName], fields[lonName]]
    if (typeof lat === 'number' && typeof lon === 'number') return { lat, lon }
  }
  return undefined
}

/** GeoJSON puts the longitude first (RFC 7946, 3.1.1); a height may follow. */
function fromPair([lon, lat]: readonly unknown[]): Point | undefined {
  return typeof lat === 'number' && typeof lon === 'number' ? { lat, lon } : undefined
}

export const pointWords =
  'a point: `{ "lat": 52.5, "lon": 13.4 }` in degrees (also `lng`, or `latitude` and `longitude`), or as GeoJSON has it, `[13.4, 52.5]` ' +
  'with the longitude first, or `{ "type": "Point", "coordinates": [13.4, 52.5] }`'

/** A point that is on the earth. Throws M1010. */
export function readPoint(name: string, place: number, value: unknown): Point {
  const point = pointOf(value)
  if (point === undefined)
    throw badArgument(name, place, 'a point such as { "lat": 52.5, "lon": 13.4 } or [13.4, 52.5]', value)
  return onEarth(name, place, point)
}

/** Throws M1010 for a point that is not. */
export function onEarth(name: string, place: number, point: Point): Point {
  if (!(Math.abs(point.lat) <= 90))
    throw badArgument(
      name,
      place,
      'a latitude from -90 to 90',
      point.lat,
      'a list has the longitude first: [lon, lat]',
    )
  if (!(Math.abs(point.lon) <= 360)) throw badArgument(name, place, 'a longitude from -180 to 180', point.lon)
  return point
}
