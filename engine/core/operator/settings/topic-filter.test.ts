import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFilter, topicFilter } from './topic-filter.ts'

const filterOf = (text: string) => {
  const read = readFilter(text)
  if ('code' in read) throw new Error(read.message)
  return read
}

describe('what a filter matches', () => {
  test.each<[filter: string, topic: string, params: Record<string, string> | undefined]>([
    ['plant/hall/temperature', 'plant/hall/temperature', {}],
    ['plant/hall/temperature', 'plant/hall', undefined],
    ['plant/hall', 'plant/hall/temperature', undefined],
    ['plant/hall', 'Plant/hall', undefined],
    ['plant/{room}/temperature', 'plant/hall/temperature', { room: 'hall' }],
    ['plant/{room}/temperature', 'plant//temperature', { room: '' }],
    ['plant/{room}/temperature', 'plant/hall/humidity', undefined],
    ['plant/{room}/temperature', 'plant/a/b/temperature', undefined],
    ['{site}/{room}', 'north/hall', { site: 'north', room: 'hall' }],
    ['{straße}', 'Königsallee', { straße: 'Königsallee' }],
    // What a device writes into a level stays a value, whatever it looks like.
    ['plant/{room}/x', 'plant/../x', { room: '..' }],
    ['plant/{room}/x', 'plant/{room}/x', { room: '{room}' }],
    ['plant/{room}/x', 'plant/__proto__/x', { room: '__proto__' }],
    ['{toString}', 'hall', { toString: 'hall' }],
    // MQTT 5, 4.7.1
    ['sport/tennis/player1/#', 'sport/tennis/player1', {}],
    ['sport/tennis/player1/#', 'sport/tennis/player1/ranking', {}],
    ['sport/tennis/player1/#', 'sport/tennis/player1/score/wimbledon', {}],
    ['sport/tennis/player1/#', 'sport/tennis/player10', undefined],
    ['sport/#', 'sport', {}],
    ['#', 'sport', {}],
    ['#', '/', {}],
    ['sport/tennis/+', 'sport/tennis/player1', {}],
    ['sport/tennis/+', 'sport/tennis/player1/ranking', undefined],
    ['sport/+', 'sport', undefined],
    ['sport/+', 'sport/', {}],
    ['+/+', '/finance', {}],
    ['/+', '/finance', {}],
    ['+', '/finance', undefined],
    ['+/tennis/#', 'sport/tennis', {}],
    // No wildcard begins with a $ (4.7.2).
    ['#', '$SYS/broker', undefined],
    ['+/monitor/Clients', '$SYS/monitor/Clients', undefined],
    ['{any}/broker', '$SYS/broker', undefined],
    ['$SYS/#', '$SYS/broker/uptime', {}],
    ['$SYS/monitor/+', '$SYS/monitor/Clients', {}],
    ['plant/+', 'plant/$x', {}],
    ['$share/guards/plant/{room}', 'plant/hall', { room: 'hall' }],
    ['$share/guards/#', '$SYS/broker', undefined],
  ])('%s on %s', (filter, topic, params) => expect(filterOf(filter).match(topic)).toEqual(params))

  test('agrees with the rules of MQTT, written as regular expressions', () => {
    const level = fc.constantFrom('a', 'b', '', 'ab', '$x', '.', '..')
    const topics = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'))
    const filters = fc
      .tuple(fc.array(fc.oneof(level, fc.constant('+')), { maxLength: 4 }), fc.boolean())
      .map(([levels, rest]) => [...levels, ...(rest ? ['#'] : [])].join('/'))
      .filter((filter) => filter !== '')
    const asPattern = (filter: string): RegExp => {
      const source = filter
        .split('/')
        .map((part, at, { length }) => {
          const slash = at === 0 ? '' : '/'
          if (part === '#') return length === 1 ? '.*' : `(${slash}.*)?`
          return slash + (part === '+' ? '[^/]*' : part.replace(/[$.]/g, String.raw`\$&`))
        })
        .join('')
      return new RegExp(`^${/^[+#]/.test(filter) ? String.raw`(?!\$)` : ''}${source}$`)
    }
    fc.assert(
      fc.property(filters, topics, (filter, topic) => {
        const found = filterOf(filter).match(topic) !== undefined
        expect(found, `${filter} on ${topic}`).toBe(asPattern(filter).test(topic))
      }),
      { numRuns: 3_000 },
    )
  })

  test.each([
    ['plant/{room}/temperature', 'plant/+/temperature'],
    ['plant/#', 'plant/#'],
    ['{a}/{b}/#', '+/+/#'],
    ['$share/guards/plant/{room}', '$share/guards/plant/+'],
  ])('%s subscribes to %s', (text, filter) => expect(filterOf(text)).toMatchObject({ text, filter }))
})

test.each<[raw: unknown, message: RegExp]>([
  ['', /empty text/],
  [7, /got 7/],
  [null, /got null/],
  [['a'], /a list of 1/],
  ['plant/#/temperature', /# stands in the middle/],
  ['plant#', /mixes text/],
  ['plant/a+', /mixes text/],
  ['+a/b', /mixes text/],
  ['plant/room-{room}', /mixes text/],
  ['plant/{a}{b}', /mixes text/],
  ['plant/{room', /the placeholder "\{room" needs one brace on each side/],
  ['plant/room}', /one brace on each side/],
  ['plant/{{room}}', /one brace on each side/],
  ['plant/{}', /no name/],
  ['plant/{1st}', /no name/],
  ['plant/{a.b}', /no name/],
  ['plant/{a b}', /no name/],
  ['plant/{+}', /no name/],
  ['plant/{__proto__}', /no name/],
  ['{room}/x/{room}', /stands twice/],
  ['plant/{key}', /taken for the event's key/],
  ['plant/{payload}', /taken for the event's payload/],
  ['plant/\u0000', /control character/],
  ['plant/a\nb', /control character/],
  ['plant/\ud800', /control character/],
  ['plant/\uffff', /control character/],
  ['$share', /no shared subscription/],
  ['$share/', /no shared subscription/],
  ['$share/guards', /no shared subscription/],
  ['$share/guards/', /no shared subscription/],
  ['$share//plant', /no shared subscription/],
  ['$share/+/plant', /no shared subscription/],
  ['$share/{a}/plant', /no shared subscription/],
  ['a'.repeat(65_536), /more than 65535 bytes/],
  ['ä'.repeat(32_768), /more than 65535 bytes/],
  ['𝄞'.repeat(16_384), /more than 65535 bytes/],
])('refuses %j', (raw, message) => {
  const result = topicFilter({ summary: '' }).read(raw as never, { parameters: {} })
  expect(result).toMatchObject({ ok: false, problems: [{ code: 'bad-topic' }] })
  expect(result.ok ? '' : result.problems[0]?.message).toMatch(message)
})

test.each([
  ['a'.repeat(65_535), 65_535],
  [`ä${'ö'.repeat(32_766)}`, 32_767],
  [`a/${'𝄞'.repeat(16_383)}`, 32_768],
])('takes a topic that just fits', (text, length) => {
  expect(filterOf(text).match(text)).toEqual({})
  expect(text.length).toBe(length)
})
