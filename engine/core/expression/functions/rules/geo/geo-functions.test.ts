import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { called } from '../evaluated.fixture.ts'

const radius = 6_371_008.7714
const degrees = (d: number, m: number, s: number): number => d + m / 60 + s / 3600
const landsEnd = { lat: degrees(50, 3, 59), lon: -degrees(5, 42, 53) }
const johnOGroats = { lat: degrees(58, 38, 38), lon: -degrees(3, 4, 12) }

describe('published values', () => {
  // C. Veness, "Calculate distance, bearing and more between Latitude/Longitude points": 968.9 km, 9° 07′ 11″.
  test('from end to end of Great Britain', () => {
    expect(called('geoDistance', landsEnd, johnOGroats)).toBeCloseTo(968_900, -2)
    expect(called('geoBearing', landsEnd, johnOGroats)).toBeCloseTo(degrees(9, 7, 11), 3)
  })

  // The same: from Baghdad to Osaka one starts on a heading of 60° and arrives on one of 120°.
  test('from Baghdad to Osaka', () => {
    const [baghdad, osaka] = [
      { lat: 35, lon: 45 },
      { lat: 35, lon: 135 },
    ]
    expect(called('geoBearing', baghdad, osaka)).toBeCloseTo(60, 0)
    expect(called('geoBearing', osaka, baghdad)).toBeCloseTo(120 + 180, 0)
  })

  // Rosetta Code, "Haversine formula": 2887.2599506071106 km on a radius of 6372.8 km.
  test('from Nashville to Los Angeles', () => {
    const metres = called('geoDistance', { lat: 36.12, lon: -86.67 }, { lat: 33.94, lon: -118.4 })
    expect(Number(metres) / radius).toBeCloseTo(2887.2599506071106 / 6372.8, 12)
  })

  // E. Williams, Aviation Formulary: LAX to JFK is 0.623585 radians, 2144 nautical miles; the course is 66 degrees.
  test('from Los Angeles to New York', () => {
    const [lax, jfk] = [
      { latitude: degrees(33, 57, 0), longitude: -degrees(118, 24, 0) },
      { latitude: degrees(40, 38, 0), longitude: -degrees(73, 47, 0) },
    ]
    expect(Number(called('geoDistance', lax, jfk)) / radius).toBeCloseTo(0.623585, 5)
    expect(called('geoBearing', lax, jfk)).toBeCloseTo(65.8922, 3)
  })

  test('half the way round', () => {
    expect(called('geoDistance', [0, 0], [180, 0])).toBe(Math.PI * radius)
    expect(called('geoDistance', [30, 90], [0, -90])).toBeCloseTo(Math.PI * radius, 6)
    expect(called('geoDistance', [179.999, 0], [-179.999, 0])).toBeCloseTo(
      (0.002 / 180) * Math.PI * radius,
      6,
    )
  })
})

test('the same point has no bearing, however it is written', () => {
  expect(called('geoBearing', [-180, 10], [180, 10])).toBeUndefined()
  expect(called('geoBearing', [0, 90], [50, 90])).toBeUndefined()
  expect(called('geoDistance', [-180, 10], [180, 10])).toBe(0)
})

test('opposite points are half the way round, where rounding takes them further, too', () => {
  const [a, b] = [
    { lat: -88.40000000000009, lon: -179.7 },
    { lat: 88.40000000000009, lon: 0.30000000000001137 },
  ]
  expect(called('geoDistance', a, b)).toBeCloseTo(Math.PI * radius, 6)
})

const point = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
})

test('a distance is the same both ways, none to itself, and no way round is shorter', () => {
  fc.assert(
    fc.property(point, point, point, (a, b, c) => {
      const [ab, bc, ac] = [
        called('geoDistance', a, b) as number,
        called('geoDistance', b, c) as number,
        called('geoDistance', a, c) as number,
      ]
      expect(called('geoDistance', b, a)).toBeCloseTo(ab, 5)
      expect(called('geoDistance', a, a)).toBe(0)
      expect(ac).toBeLessThanOrEqual(ab + bc + 0.1)
      expect(ab).toBeLessThanOrEqual(Math.PI * radius)
    }),
  )
})

test('a bearing is from 0 to 360', () => {
  fc.assert(
    fc.property(point, point, (a, b) => {
      const found = called('geoBearing', a, b)
      fc.pre(found !== undefined)
      expect(found).toBeGreaterThanOrEqual(0)
      expect(found).toBeLessThan(360)
    }),
  )
})

const ring = (...corners: readonly (readonly [number, number])[]) => [...corners, corners[0]]
const outline = ring([0, 0], [10, 0], [10, 10], [0, 10])
const hole = ring([4, 4], [6, 4], [6, 6], [4, 6])
const withHole = { type: 'Polygon', coordinates: [outline, hole] }
const dateLine = ring([170, -10], [-170, -10], [-170, 10], [170, 10])
/** As RFC 7946 has it, cut at the antimeridian (3.1.9). */
const cut = {
  type: 'MultiPolygon',
  coordinates: [
    [ring([170, -10], [180, -10], [180, 10], [170, 10])],
    [ring([-180, -10], [-170, -10], [-170, 10], [-180, 10])],
  ],
}
const world = ring([-180, -90], [180, -90], [180, 90], [-180, 90])
const wide = ring([-100, -10], [100, -10], [100, 10], [-100, 10])
const antarctica = ring([-180, -65], [-90, -70], [0, -65], [90, -70], [180, -65], [180, -90], [-180, -90])

describe('areas', () => {
  test.each<[at: string, lon: number, lat: number, area: unknown, inside: boolean]>([
    ['in the middle', 2, 2, withHole, true],
    ['outside', 11, 2, withHole, false],
    ['in the hole', 5, 5, withHole, false],
    ['on the border of the hole', 4, 5, withHole, true],
    ['on a corner of the hole', 6, 6, withHole, true],
    ['on an edge', 10, 3, withHole, true],
    ['on a corner', 0, 0, withHole, true],
    ['beside a corner', 0, -1e-6, withHole, false],
    ['level with a corner', -1, 0, withHole, false],
    ['a turn away', -358, 2, withHole, true],
    ['a list of lists', 5, 5, [outline, hole], false],
    ['a feature', 2, 2, { type: 'Feature', geometry: withHole }, true],
    [
      'objects as corners',
      2,
      2,
      [
        { lat: 0, lng: 0 },
        { lat: 0, lng: 10 },
        { lat: 10, lng: 10 },
      ],
      true,
    ],
    ['across the date line, from the east', 175, 0, dateLine, true],
    ['across the date line, from the west', -175, 0, dateLine, true],
    ['beside what is across the date line', 165, 0, dateLine, false],
    ['at the other side of the earth', 0, 0, dateLine, false],
    ['in one half', 175, 0, cut, true],
    ['in the other half', -175, 0, cut, true],
    ['where both halves meet', 180, 0, cut, true],
    ['the whole earth', 17, 42, world, true],
    ['in an area more than half the earth wide', 0, 0, wide, true],
    ['at the other side of what is so wide', 179, 0, wide, false],
    ['around the pole', 42, -80, antarctica, true],
    ['north of what is around the pole', 42, -60, antarctica, false],
  ])('%s', (_, lon, lat, area, inside) => {
    expect(called('geoInside', { lat, lon }, area)).toBe(inside)
    expect(called('geoInside', { type: 'Point', coordinates: [lon, lat, 300] }, area)).toBe(inside)
  })

  test('a polygon moved over the date line holds what it held', () => {
    const corner = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }))
    const moved = ([lon, lat]: readonly [number, number], by: number): readonly [number, number] => [
      ((lon + by + 540) % 360) - 180,
      lat,
    ]
    fc.assert(
      fc.property(
        fc.array(corner, { minLength: 3, maxLength: 8 }),
        corner,
        fc.constantFrom(90, 170, 180, 250),
        (corners, at, by) => {
          const there = called(
            'geoInside',
            moved(at, by),
            corners.map((one) => moved(one, by)),
          )
          expect(there).toBe(called('geoInside', at, corners))
        },
      ),
    )
  })
})

test.each<[name: string, args: readonly unknown[], said: string]>([
  ['geoDistance', [[52, 13], { lat: 'x' }], 'argument 2 of $geoDistance: expected a point such as'],
  [
    'geoDistance',
    [{ lat: 91, lon: 0 }, [0, 0]],
    'expected a latitude from -90 to 90, got 91; a list has the longitude first',
  ],
  ['geoDistance', [{ lat: 0, lon: 1e9 }, [0, 0]], 'expected a longitude from -180 to 180'],
  ['geoInside', [[0, 0], { type: 'MultiPolygon', coordinates: [[outline], 5] }], 'expected a polygon'],
  ['geoInside', [[0, 0], []], 'argument 2 of $geoInside: expected a polygon'],
  [
    'geoInside',
    [[0, 0], { type: 'LineString', coordinates: outline }],
    'argument 2 of $geoInside: expected a polygon',
  ],
  [
    'geoInside',
    [
      [0, 0],
      [...outline, 'x'],
    ],
    'argument 2 of $geoInside: expected points alone, got "x"',
  ],
  ['geoInside', [[0, 0], ring([0, 80], [120, 80], [-120, 80])], 'a polygon that goes round no pole'],
])('%s of %j says what is wrong', (name, args, said) => {
  expect(() => called(name, ...args)).toThrow(said)
})
