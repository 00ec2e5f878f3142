import type { Point } from './point.ts'

/** The mean radius (2a + b) / 3 of the earth in metres: GRS 80 (H. Moritz, Journal of Geodesy 74, 2000), of the IUGG. */
const radius = 6_371_008.7714

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** The difference of longitudes, from -180 to 180: whole turns of the earth make none. */
function eastward(a: Point, b: Point): number {
  const turned = (b.lon - a.lon) % 360
  return Math.abs(turned) > 180 ? turned - Math.sign(turned) * 360 : turned
}

/**
 * The way along the surface of a sphere, in metres, by the haversine (R. W. Sinnott, Sky and Telescope 68, 1984). The
 * arctangent of both sides keeps its digits for points that are opposite to each other, too.
 */
export function distance(a: Point, b: Point): number {
  const acrossLat = Math.sin(radians(b.lat - a.lat) / 2) ** 2
  const acrossLon = Math.sin(radians(eastward(a, b)) / 2) ** 2
  const half = Math.min(1, acrossLat + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * acrossLon)
  return 2 * radius * Math.atan2(Math.sqrt(half), Math.sqrt(1 - half))
}

/** The direction of a great circle where it begins, in degrees from north by east, from 0 to 360 (without 360). */
export function bearing(a: Point, b: Point): number {
  const [from, to, across] = [radians(a.lat), radians(b.lat), radians(eastward(a, b))]
  const east = Math.sin(across) * Math.cos(to)
  const north = Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(across)
  const degrees = (Math.atan2(east, north) * 180) / Math.PI
  return (degrees + 360) % 360
}
