import { badArgument } from '../bad-argument.ts'
import type { Point } from './point.ts'
import type { Polygon } from './read-polygons.ts'

/** How near to an edge a point lies on it, in degrees: a tenth of a millimetre. */
const onEdge = 1e-9

type Place = 'inside' | 'border' | 'outside'

/** The corners of a ring, the first one again at the end, and its least and greatest longitude. */
interface Ring {
  readonly points: readonly Point[]
  readonly least: number
  readonly greatest: number
}

/**
 * Whether a point is in a polygon, on its border or on that of a hole. Edges are straight lines in degrees (RFC 7946,
 * 3.1.1). Throws M1010 for a ring around a pole; `place` is that of the polygon.
 */
export function isInside(name: string, place: number, point: Point, [outline, ...holes]: Polygon): boolean {
  if (outline === undefined) return false
  const found = placeIn(unrolled(name, place, outline), point)
  if (found !== 'inside') return found === 'border'
  return !holes.some((hole) => placeIn(unrolled(name, place, hole), point) === 'inside')
}

/**
 * The corners of a ring, its last one where it began. An edge of more than 180 degrees of longitude goes the way that it
 * is written, as in GeoJSON, where what crosses the antimeridian is cut there (RFC 7946, 3.1.9); but a ring that is
 * narrow when its edges go the shorter way round was not cut, and its longitudes go on over 180 degrees. An edge over
 * 360 degrees is the border of a map of the whole earth.
 */
function unrolled(name: string, place: number, ring: readonly Point[]): Ring {
  const short = withEdges(ring, shorterStep)
  const width = short.greatest - short.least
  const written = withEdges(ring, (step) => step)
  const isNarrow = width < written.greatest - written.least && width <= mostUncut
  const chosen = isNarrow ? short : written
  const [first, last] = [short.points[0], short.points.at(-1)]
  if (Math.abs((last?.lon ?? 0) - (first?.lon ?? 0)) > 180 || chosen.greatest - chosen.least > 360)
    throw badArgument(
      name,
      place,
      'a polygon that goes round no pole',
      ring,
      'lead its outline along the pole, from [180, 90] to [-180, 90], or put corners into edges of more than 180 degrees',
    )
  return chosen
}

/** The widest that a ring across the antimeridian may be, in degrees: half of what edges of 180 degrees are at least. */
const mostUncut = 90

const shorterStep = (step: number): number =>
  Math.abs(step) > 180 && Math.abs(step) < 360 ? step - Math.sign(step) * 360 : step

/** From corner to corner and back to the first, each so far to the east as `goes` makes of the difference. */
function withEdges(ring: readonly Point[], goes: (step: number) => number): Ring {
  const [first = { lat: 0, lon: 0 }] = ring
  const points: Point[] = []
  let { lon } = first
  let before = lon
  let [least, greatest] = [lon, lon]
  for (const one of [...ring, first]) {
    lon += goes(one.lon - before)
    before = one.lon
    least = Math.min(least, lon)
    greatest = Math.max(greatest, lon)
    points.push({ lat: one.lat, lon })
  }
  return { points, least, greatest }
}

/** The point may lie whole turns of the earth away from where the ring was unrolled, which is at most one turn wide. */
function placeIn({ points, least, greatest }: Ring, { lat, lon }: Point): Place {
  let isIn = false
  const turns = Math.ceil((least - onEdge - lon) / 360)
  for (let shifted = lon + turns * 360; shifted <= greatest + onEdge; shifted += 360) {
    const found = placeInPlane(points, shifted, lat)
    if (found === 'border') return found
    isIn ||= found === 'inside'
  }
  return isIn ? 'inside' : 'outside'
}

/** By the parity of edges that a line to the east crosses (M. Shimrat, Communications of the ACM 5, 1962). */
function placeInPlane(ring: readonly Point[], x: number, y: number): Place {
  let isIn = false
  for (let at = 1; at < ring.length; at++) {
    const [a, b] = [ring[at - 1], ring[at]]
    if (a === undefined || b === undefined) continue
    if (squaredDistance(a, b, x, y) <= onEdge * onEdge) return 'border'
    if (a.lat > y === b.lat > y) continue
    if (x < a.lon + ((y - a.lat) / (b.lat - a.lat)) * (b.lon - a.lon)) isIn = !isIn
  }
  return isIn ? 'inside' : 'outside'
}

/** From a point to an edge, in square degrees of the plane. */
function squaredDistance(a: Point, b: Point, x: number, y: number): number {
  const [width, height] = [b.lon - a.lon, b.lat - a.lat]
  const length = width * width + height * height
  const along = length === 0 ? 0 : ((x - a.lon) * width + (y - a.lat) * height) / length
  const nearest = Math.min(1, Math.max(0, along))
  const [east, north] = [x - a.lon - nearest * width, y - a.lat - nearest * height]
  return east * east + north * north
}
