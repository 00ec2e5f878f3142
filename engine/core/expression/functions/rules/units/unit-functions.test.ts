import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { called } from '../evaluated.fixture.ts'
import { ratioOf } from './ratio.ts'
import { unitTable } from './unit-table.ts'

const rows = Object.entries(unitTable).flatMap(([dimension, units]) =>
  units.map((row) => ({ dimension, row })),
)

test.each(['1', '0.45359237*9.80665', '5/9', '1/60/60', '1e-9', '180/π', '2.5e3*4'])(
  '%s is read exactly',
  (text) => {
    const { over, under } = ratioOf(text)
    const factors = text.replace('/π', '').split(/(?=[*/])/)
    const product = factors.reduce(
      (sum, part) =>
        part.startsWith('/') ? sum / Number(part.slice(1)) : sum * Number(part.replace('*', '')),
      1,
    )
    expect(Number(over) / Number(under)).toBeCloseTo(product, 12)
  },
)

// NIST SP 811, appendix B.8 and B.9, to the digits that stand there; the exact ones (in bold type) to all.
test.each<[value: number, from: string, to: string, result: number, digits?: number]>([
  [1, 'in', 'mm', 25.4],
  [1, 'ft', 'in', 12],
  [1, 'mi', 'm', 1609.344],
  [1, 'nautical mile', 'm', 1852],
  [1, 'acre', 'm2', 4046.8564224, 7],
  [1, 'gal', 'L', 3.785411784, 9],
  [1, 'gal_uk', 'L', 4.54609],
  [1, 'ft3', 'm3', 0.02831685, 8],
  [1, 'bbl', 'm3', 0.1589873, 7],
  [1, 'floz', 'mL', 29.57353, 5],
  [1, 'lb', 'kg', 0.45359237],
  [1, 'oz', 'g', 28.34952, 5],
  [1, 'ton_us', 'kg', 907.1847, 4],
  [1, 'ton_uk', 'kg', 1016.047, 3],
  [1, 'lbf', 'N', 4.448222, 6],
  [1, 'atm', 'Pa', 101_325],
  [1, 'Torr', 'Pa', 133.3224, 4],
  [1, 'mmHg', 'Pa', 133.3224, 4],
  [1, 'inHg', 'kPa', 3.386389, 6],
  [1, 'inH2O', 'Pa', 249.0889, 4],
  [1, 'psi', 'Pa', 6894.757, 3],
  [1, 'BTU', 'J', 1055.05585262, 8],
  [1, 'kcal', 'J', 4184],
  [1, 'kWh', 'MJ', 3.6],
  [1, 'hp', 'W', 745.6999, 4],
  [1, 'PS', 'W', 735.4988, 4],
  [1, 'kn', 'm/s', 0.5144444, 7],
  [1, 'mph', 'km/h', 1.609344],
  [1, 'ft/min', 'm/s', 0.00508],
  [1, 'gpm', 'm3/s', 6.30902e-5, 11],
  [1, 'cfm', 'm3/s', 4.719474e-4, 10],
  [1, 'rad', '°', 57.29578, 5],
  [1, '°', 'rad', 0.01745329, 8],
  [1, 'arcsec', 'rad', 4.848137e-6, 12],
  [1, 'rad', 'mrad', 1000],
  [180, 'deg', 'rad', Math.PI],
  [1, 'fc', 'lx', 10.76391, 5],
  [1, 'eV', 'J', 1.602176634e-19, 28],
  [-40, '°F', '°C', -40],
  [32, '°F', '°C', 0],
  [98.6, '°F', '°C', 37],
  [0, 'K', '°C', -273.15],
  [0, 'K', '°F', -459.67],
  [20, '°C', '°F', 68],
  [0, '°C', '°R', 491.67],
  [1, 'MiB', 'kB', 1048.576],
  [8, 'Mbit/s', 'MB/s', 1],
  [3000, 'rpm', 'Hz', 50],
  [1, 'dS/m', 'µS/cm', 1000],
  [1, 'dS/m', 'uS/cm', 1000],
  [1, 'm²', 'cm²', 10_000],
  [50, '%', 'ppm', 500_000],
  [1, 'tonne', 'kilograms', 1000],
])('%d %s in %s', (value, from, to, result, digits = 9) => {
  expect(called('unitConvert', value, from, to)).toBeCloseTo(result, digits)
})

describe('every unit', () => {
  test.each(rows)('$row.0 there and back', ({ dimension, row: [symbol] }) => {
    const first = unitTable[dimension]?.[0]?.[0] ?? ''
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
        const there = called('unitConvert', value, symbol, first)
        const back = Number(called('unitConvert', there, first, symbol))
        // A temperature near absolute zero loses digits where zero is elsewhere.
        expect(Math.abs(back - value)).toBeLessThanOrEqual(
          Math.abs(value) * 1e-14 + (dimension === 'temperature' ? 1e-12 : 0) + 1e-300,
        )
      }),
      { numRuns: 20 },
    )
  })

  test('has symbols and names of its own', () => {
    const names = rows.flatMap(({ row: [symbol, , ...others] }) => [...new Set([symbol, ...others])])
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
})

test.each<[args: readonly unknown[], said: string]>([
  [
    [1, 'kwh', 'J'],
    'argument 2 of $unitConvert: expected a unit such as "°C", "kWh" or "m3/h", got "kwh"; did you mean "kWh"?',
  ],
  [[1, 'metr', 'km'], 'did you mean "metre"?'],
  [[1, 'm', 'furlongs-and-more'], 'got "furlongs-and-more"'],
  [
    [1, 'bar', 'K'],
    'argument 3 of $unitConvert: expected a unit of pressure, as bar is, got "K"; that is a unit of temperature',
  ],
  [[1, 'l', 'x'.repeat(1000)], 'argument 3 of $unitConvert: expected a unit'],
])('%j says what is wrong', (args, said) => {
  expect(() => called('unitConvert', ...args)).toThrow(said)
})
