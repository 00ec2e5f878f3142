import { expect, test } from 'vitest'
import { ConnectionNews } from './connection-news.ts'
import { brokerAt } from './read-brokers.ts'

/** What is told of a connection before anything has happened. */
function toldOf(url: string, rejectUnauthorized: boolean): readonly string[] {
  const told: string[] = []
  const broker = { ...brokerAt('plant', url), rejectUnauthorized }
  const news = new ConnectionNews(broker, ({ level, message }) => told.push(`${level}: ${message}`))
  news.up('in')
  return told
}

test('a certificate that is not checked is warned of once', () => {
  expect(toldOf('mqtts://h', false)).toEqual([
    expect.stringMatching(
      /^warning: connection "plant" \(mqtts:\/\/h\): its certificate is not checked .* name its/,
    ),
  ])
})

test.each([
  ['mqtts://h', true],
  ['mqtt://h', false],
])('nothing is warned of %s where certificates are checked: %s', (url, checked) => {
  expect(toldOf(url, checked)).toEqual([])
})
