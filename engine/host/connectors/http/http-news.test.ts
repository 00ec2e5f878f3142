import { expect, test } from 'vitest'
import { AnswerSide } from '../../../../test/http/answer-side.ts'
import { readConnections } from '../connections/read-connections.ts'
import { HttpNews } from './http-news.ts'

function newsOf(fields: object) {
  const settings = readConnections(JSON.stringify({ api: fields }), 'c.json').http.get('api')
  if (settings === undefined) throw new Error('there is a connection "api"')
  const side = new AnswerSide()
  return { side, news: new HttpNews(settings, side) }
}

test('a connection that fails and works again is told of once each', () => {
  const { side, news } = newsOf({ url: 'https://h/secret-path' })
  news.worked()
  for (let times = 0; times < 5; times++) news.failed('nobody is there')
  for (let times = 0; times < 5; times++) news.worked()
  expect(side.told).toEqual([
    'warning: connection "api" (https://h): fails: nobody is there; nothing more is said until it works again',
    'info: connection "api" (https://h): works again',
  ])
})

test.each([
  ['every other request', 2],
  ['one of ten', 10],
])('a server that does not answer %s is not told of each time', (_, every) => {
  const { side, news } = newsOf({ url: 'https://h' })
  for (let request = 0; request < 100_000; request++) {
    side.time += 10
    if (request % every === 0) news.failed('busy')
    else news.worked()
  }
  expect(side.told).toHaveLength(3)
})

test('a connection that was steady for long works again with the first answer', () => {
  const { side, news } = newsOf({ url: 'https://h' })
  const outage = (): void => {
    news.failed('busy')
    news.worked()
  }
  outage()
  outage()
  expect(side.told).toHaveLength(3)
  side.time += 1_000
  news.worked()
  expect(side.told).toHaveLength(4)
  side.time += 600_000
  outage()
  expect(side.told).toHaveLength(6)
})

test.each([
  ['https://h', false, 1],
  ['https://h', true, 0],
  ['http://h', false, 0],
])('of a certificate that is not checked it is warned: %s, %s', (url, rejectUnauthorized, times) => {
  const { told } = newsOf({ url, rejectUnauthorized }).side
  expect(told.filter((line) => line.includes('its certificate is not checked'))).toHaveLength(times)
})
