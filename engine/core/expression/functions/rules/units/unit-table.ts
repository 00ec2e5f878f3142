/**
 * A unit: its symbol, its size in the unit that its dimension begins with, and other names for it. Sizes are exact, written
 * as products of numbers; a `/π` at the end divides by it.
 */
export type UnitRow = readonly [symbol: string, size: string, ...names: readonly string[]]

/** Units with prefixes of the SI (SI Brochure, 9th edition, 2019, table 7), in front of a symbol and of each of its names. */
function prefixed(prefixes: string, symbol: string, names = '', size = '1'): readonly UnitRow[] {
  return prefixes.split(' ').flatMap((prefix): readonly UnitRow[] => {
    const known = prefixNames[prefix]
    if (known === undefined) return []
    const [word, factor] = known
    const long = names === '' ? [] : names.split(' ').flatMap((name) => [`${word}${name}`, `${word}${name}s`])
    return [[`${prefix}${symbol}`, `${size}*${factor}`, ...long]]
  })
}

const prefixNames: Readonly<Record<string, readonly [name: string, factor: string]>> = {
  n: ['nano', '1e-9'],
  µ: ['micro', '1e-6'],
  m: ['milli', '1e-3'],
  c: ['centi', '1e-2'],
  d: ['deci', '1e-1'],
  h: ['hecto', '1e2'],
  k: ['kilo', '1e3'],
  M: ['mega', '1e6'],
  G: ['giga', '1e9'],
  T: ['tera', '1e12'],
}

const inch = '0.0254'
const foot = '0.3048'
const pound = '0.45359237'
const gravity = '9.80665'
const gallon = `231*${inch}*${inch}*${inch}`
const imperialGallon = '4.54609e-3'
const btu = '1055.05585262'
const mercury = `13.5951*${gravity}` // of 1 mm, in Pa

/**
 * The units by dimension. Sizes of SI units and of those used with them from the SI Brochure (BIPM, 9th edition, 2019), of
 * all others from NIST Special Publication 811 (2008 edition, appendix B), of binary prefixes from IEC 80000-13. What has
 * several sizes is that of the United States, but where it says otherwise; feet, acres and miles are international, as they are
 * in the United States since 2023 (Federal Register 85, 62698), and BTU, `hp` and `thm` those of the International Table, of
 * 550 ft·lbf/s, and of the European Community.
 */
export const unitTable: Readonly<Record<string, readonly UnitRow[]>> = {
  length: [
    ['m', '1', 'metre', 'metres', 'meter', 'meters'],
    ...prefixed('n µ m c d k', 'm', 'metre meter'),
    ['in', inch, 'inch', 'inches'],
    ['ft', foot, 'foot', 'feet'],
    ['yd', `3*${foot}`, 'yard', 'yards'],
    ['mi', `5280*${foot}`, 'mile', 'miles'],
    ['nmi', '1852', 'nautical mile', 'nautical miles'],
  ],
  area: [
    ['m2', '1', 'square metre', 'square metres', 'sqm'],
    ['km2', '1e6'],
    ['cm2', '1e-4'],
    ['mm2', '1e-6'],
    ['ha', '1e4', 'hectare', 'hectares'],
    ['a', '100', 'are', 'ares'],
    ['in2', `${inch}*${inch}`],
    ['ft2', `${foot}*${foot}`, 'sqft', 'square feet'],
    ['yd2', `9*${foot}*${foot}`],
    ['ac', `43560*${foot}*${foot}`, 'acre', 'acres'],
    ['mi2', `5280*5280*${foot}*${foot}`],
  ],
  volume: [
    ['m3', '1', 'cubic metre', 'cubic metres'],
    ['L', '1e-3', 'l', 'litre', 'litres', 'liter', 'liters', 'dm3'],
    ...prefixed('µ m c d h k', 'L', 'litre', '1e-3'),
    ...prefixed('µ m c d h k', 'l', 'liter', '1e-3'),
    ['cm3', '1e-6', 'ccm'],
    ['mm3', '1e-9'],
    ['in3', `${inch}*${inch}*${inch}`],
    ['ft3', `${foot}*${foot}*${foot}`, 'cubic foot', 'cubic feet'],
    ['gal', gallon, 'gallon', 'gallons'],
    ['qt', `${gallon}/4`, 'quart', 'quarts'],
    ['pt', `${gallon}/8`, 'pint', 'pints'],
    ['floz', `${gallon}/128`, 'fl oz'],
    ['gal_uk', imperialGallon, 'imperial gallon', 'imperial gallons'],
    ['bbl', `42*${gallon}`, 'barrel', 'barrels'],
  ],
  mass: [
    ['kg', '1', 'kilogram', 'kilograms'],
    ['g', '1e-3', 'gram', 'grams'],
    ...prefixed('n µ m', 'g', 'gram', '1e-3'),
    ['t', '1e3', 'tonne', 'tonnes'],
    ['lb', pound, 'pound', 'pounds', 'lbs'],
    ['oz', `${pound}/16`, 'ounce', 'ounces'],
    ['st', `14*${pound}`, 'stone'],
    ['ton_us', `2000*${pound}`, 'short ton', 'short tons'],
    ['ton_uk', `2240*${pound}`, 'long ton', 'long tons'],
  ],
  time: [
    ['s', '1', 'second', 'seconds', 'sec'],
    ...prefixed('n µ m', 's', 'second'),
    ['min', '60', 'minute', 'minutes'],
    ['h', '3600', 'hour', 'hours'],
    ['d', '86400', 'day', 'days'],
    ['wk', '604800', 'week', 'weeks'],
  ],
  temperature: [
    ['K', '1', 'kelvin', 'kelvins'],
    ['°C', '1', 'C', 'degC', 'celsius'],
    ['°F', '5/9', 'F', 'degF', 'fahrenheit'],
    ['°R', '5/9', 'degR', 'rankine'],
  ],
  speed: [
    ['m/s', '1', 'mps'],
    ['mm/s', '1e-3'],
    ['m/min', '1/60'],
    ['km/h', '1000/3600', 'kmh', 'kph'],
    ['ft/s', foot, 'fps'],
    ['ft/min', `${foot}/60`],
    ['mi/h', `5280*${foot}/3600`, 'mph'],
    ['kn', '1852/3600', 'knot', 'knots', 'kt'],
  ],
  acceleration: [
    ['m/s2', '1'],
    ['gn', gravity],
    ['ft/s2', foot],
  ],
  force: [
    ['N', '1', 'newton', 'newtons'],
    ...prefixed('m k M', 'N', 'newton'),
    ['kgf', gravity],
    ['lbf', `${pound}*${gravity}`],
  ],
  pressure: [
    ['Pa', '1', 'pascal', 'pascals'],
    ...prefixed('m h k M G', 'Pa', 'pascal'),
    ['bar', '1e5'],
    ['mbar', '1e2', 'millibar'],
    ['atm', '101325', 'atmosphere', 'atmospheres'],
    ['Torr', '101325/760', 'torr'],
    ['mmHg', mercury],
    ['inHg', `25.4*${mercury}`],
    ['mmH2O', gravity],
    ['inH2O', `25.4*${gravity}`],
    ['psi', `${pound}*${gravity}/${inch}/${inch}`],
  ],
  flow: [
    ['m3/s', '1'],
    ['m3/min', '1/60'],
    ['m3/h', '1/3600'],
    ['m3/d', '1/86400'],
    ['L/s', '1e-3', 'l/s'],
    ['L/min', '1e-3/60', 'l/min', 'lpm'],
    ['L/h', '1e-3/3600', 'l/h'],
    ['mL/min', '1e-6/60', 'ml/min'],
    ['gal/min', `${gallon}/60`, 'gpm'],
    ['ft3/min', `${foot}*${foot}*${foot}/60`, 'cfm'],
  ],
  'mass flow': [
    ['kg/s', '1'],
    ['kg/min', '1/60'],
    ['kg/h', '1/3600'],
    ['g/s', '1e-3'],
    ['t/h', '1000/3600'],
    ['lb/h', `${pound}/3600`],
  ],
  energy: [
    ['J', '1', 'joule', 'joules'],
    ...prefixed('m k M G T', 'J', 'joule'),
    ['Wh', '3600', 'watt hour', 'watt hours'],
    ...prefixed('m k M G T', 'Wh', '', '3600'),
    ['cal', '4.184', 'calorie', 'calories'],
    ['kcal', '4184', 'kilocalorie', 'kilocalories'],
    ['BTU', btu, 'Btu'],
    ['thm', `1e5*${btu}`, 'therm', 'therms'],
    ['eV', '1.602176634e-19'],
  ],
  power: [
    ['W', '1', 'watt', 'watts'],
    ...prefixed('µ m k M G T', 'W', 'watt'),
    ['hp', `550*${foot}*${pound}*${gravity}`, 'horsepower'],
    ['PS', `75*${gravity}`, 'metric horsepower'],
    ['BTU/h', `${btu}/3600`, 'Btu/h'],
  ],
  angle: [
    ['°', '1', 'deg', 'degree', 'degrees'],
    ['′', '1/60', 'arcmin'],
    ['″', '1/3600', 'arcsec'],
    ['gon', '9/10', 'grad'],
    ['rad', '180/π', 'radian', 'radians'],
    ['mrad', '0.18/π', 'milliradian', 'milliradians'],
    ['turn', '360', 'turns', 'revolution', 'revolutions'],
  ],
  frequency: [
    ['Hz', '1', 'hertz', '1/s'],
    ...prefixed('m k M G T', 'Hz', 'hertz'),
    ['rpm', '1/60', 'r/min', '1/min'],
  ],
  data: [
    ['B', '1', 'byte', 'bytes'],
    ...prefixed('k M G T', 'B', 'byte'),
    ['KiB', '1024', 'kibibyte', 'kibibytes'],
    ['MiB', '1024*1024', 'mebibyte', 'mebibytes'],
    ['GiB', '1024*1024*1024', 'gibibyte', 'gibibytes'],
    ['TiB', '1024*1024*1024*1024', 'tebibyte', 'tebibytes'],
    ['bit', '1/8', 'bits'],
    ...prefixed('k M G T', 'bit', '', '1/8'),
  ],
  'data rate': [
    ['B/s', '1'],
    ...prefixed('k M G', 'B/s'),
    ['bit/s', '1/8', 'bps'],
    ...prefixed('k M G', 'bit/s', '', '1/8'),
    ...prefixed('k M G', 'bps', '', '1/8'),
  ],
  'electric current': [['A', '1', 'ampere', 'amperes', 'amp', 'amps'], ...prefixed('n µ m k', 'A', 'ampere')],
  voltage: [['V', '1', 'volt', 'volts'], ...prefixed('µ m k M', 'V', 'volt')],
  resistance: [['Ω', '1', 'ohm', 'ohms'], ...prefixed('m k M', 'Ω', 'ohm')],
  charge: [
    ['coulomb', '1', 'coulombs'],
    ['Ah', '3600'],
    ['mAh', '3.6'],
  ],
  conductivity: [
    ['S/m', '1'],
    ['dS/m', '0.1'],
    ['mS/cm', '0.1'],
    ['µS/cm', '1e-4'],
  ],
  illuminance: [
    ['lx', '1', 'lux'],
    ['klx', '1e3', 'kilolux'],
    ['fc', `1/${foot}/${foot}`, 'footcandle', 'footcandles'],
  ],
  ratio: [
    ['1', '1'],
    ['%', '1e-2', 'percent'],
    ['‰', '1e-3', 'permille'],
    ['ppm', '1e-6'],
    ['ppb', '1e-9'],
  ],
}

/** What is added to a temperature in a unit, before it is multiplied, for one that begins at absolute zero (NIST SP 811, B.8). */
export const zeroOffsets: Readonly<Record<string, string>> = { '°C': '273.15', '°F': '459.67' }
