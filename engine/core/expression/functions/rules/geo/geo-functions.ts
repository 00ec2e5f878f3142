import { type RuleFunction, ruleFunction } from '../rule-function.ts'
import { isInside } from './inside.ts'
import { pointWords, readPoint } from './point.ts'
import { polygonWords, readPolygons } from './read-polygons.ts'
import { bearing, distance } from './sphere.ts'

/** Points so near to each other, in metres, are one: what lies between them is the rounding of their degrees. */
const samePoint = 1e-6

const berlin = { lat: 52.5186, lon: 13.4083 }
const input = { payload: berlin }
const square = [
  { lat: 52, lon: 13 },
  { lat: 52, lon: 14 },
  { lat: 53, lon: 14 },
  { lat: 53, lon: 13 },
]

export const geoFunctions: readonly RuleFunction[] = [
  ruleFunction({
    name: 'geoDistance',
    signature: '<(ao)(ao):n>',
    summary: 'How far two points of the earth are apart, along its surface.',
    parameters: { from: pointWords, to: 'another point' },
    gives: 'metres; within 0.6 % of the true distance, since the earth is taken for a sphere',
    source:
      'the haversine formula (R. W. Sinnott, Sky and Telescope 68, 1984) on the mean radius of the earth of the IUGG, 6,371,008.7714 m ' +
      '(H. Moritz, Geodetic Reference System 1980, Journal of Geodesy 74, 2000)',
    examples: [
      {
        expression: '$round($geoDistance(payload, { "lat": 48.8566, "lon": 2.3522 }) / 1000)',
        input,
        result: 878,
      },
      { expression: '$geoDistance([0, 0], [0, 90])', result: 10_007_557.176093187 },
      { expression: '$geoDistance(payload.position, [0, 0])', input: { payload: {} } },
      { expression: '$geoDistance([0, 0], [52.5, 133.4])', fails: 'M1010' },
    ],
    calculate: (_run, from: unknown, to: unknown) =>
      distance(readPoint('geoDistance', 1, from), readPoint('geoDistance', 2, to)),
  }),
  ruleFunction({
    name: 'geoBearing',
    signature: '<(ao)(ao):n>',
    summary: 'In which direction another point lies, where the shortest way to it begins.',
    parameters: { from: pointWords, to: 'another point' },
    gives: 'degrees from 0 to 360: 0 is north, 90 east; nothing where both are the same point',
    source: 'the initial course of a great circle (E. Williams, Aviation Formulary)',
    examples: [
      { expression: '$geoBearing([0, 0], [1, 0])', result: 90 },
      { expression: '$round($geoBearing(payload, { "lat": 48.8566, "lon": 2.3522 }))', input, result: 247 },
      { expression: '$geoBearing(payload, payload)', input },
    ],
    calculate(_run, from: unknown, to: unknown) {
      const [a, b] = [readPoint('geoBearing', 1, from), readPoint('geoBearing', 2, to)]
      return distance(a, b) < samePoint ? undefined : bearing(a, b)
    },
  }),
  ruleFunction({
    name: 'geoInside',
    signature: '<(ao)(ao):b>',
    summary: 'Whether a point lies in an area, such as a fence around a yard.',
    parameters: { point: pointWords, area: polygonWords },
    gives: 'true or false; a point on the border is inside, one in a hole is not',
    source:
      'edges are straight in degrees and go the way that they are written, as in GeoJSON (RFC 7946, 3.1.1), where an area across the ' +
      'antimeridian is cut there (3.1.9); an area that is not cut is taken for one across it where that makes it at most 90° wide; by the parity of crossings (M. Shimrat, Communications of the ACM 5, 1962)',
    examples: [
      { expression: '$geoInside(payload, fence)', input: { payload: berlin, fence: square }, result: true },
      { expression: '$geoInside([13, 52.5], fence)', input: { fence: square }, result: true },
      {
        expression: '$geoInside([-179.5, 0], [[179, -1], [-179, -1], [-179, 1], [179, 1]])',
        result: true,
      },
      {
        expression: '$geoInside([5, 5], { "type": "Polygon", "coordinates": [outline, hole] })',
        input: {
          outline: [
            [
              [0, 0],
              [9, 0],
              [9, 9],
              [0, 9],
              [0, 0],
            ],
          ],
          hole: [
            [
              [4, 4],
              [6, 4],
              [6, 6],
              [4, 6],
              [4, 4],
            ],
          ],
        },
        result: false,
      },
      { expression: '$geoInside(payload, [[0, 0], [1, 1]])', input, fails: 'M1010' },
    ],
    calculate(run, point: unknown, area: unknown) {
      const place = readPoint('geoInside', 1, point)
      const polygons = readPolygons(run, 'geoInside', 2, area)
      return polygons.some((polygon) => isInside('geoInside', 2, place, polygon))
    },
  }),
]
