import { expect, test } from 'vitest'
import { Damaged } from './packets.ts'
import { Requests } from './requests.ts'

/** Requests by a connection that notes the ids of what goes out. */
function asking() {
  const sent: (number | undefined)[] = []
  const requests = new Requests(5, ({ messageId }) => sent.push(messageId))
  const ask = (...unsubscriptions: string[]) => requests.ask({ cmd: 'unsubscribe', unsubscriptions })
  const answer = (messageId: number, ...granted: number[]): void =>
    requests.answer({ cmd: 'unsuback', messageId, granted } as Parameters<Requests['answer']>[0]) // which has more
  return { requests, sent, ask, answer }
}

test('each request gets the answer with its id', async () => {
  const { ask, answer, sent } = asking()
  const asked = [ask('a'), ask('b', 'c')]
  expect(sent).toEqual([1, 2])
  answer(2, 17, 135)
  answer(1, 0)
  expect(await Promise.all(asked)).toEqual([[0], [17, 135]])
  expect(() => answer(1, 0)).toThrow(Damaged)
})

test('what was asked is unanswered when the connection is lost, and what is asked then does not go out', async () => {
  const { requests, ask, sent } = asking()
  const before = ask('a')
  requests.lost()
  const later = ask('b')
  expect(sent).toEqual([1])
  expect(await Promise.all([before, later])).toEqual([undefined, undefined])
})

test('ids go round, past those that wait for an answer', async () => {
  const { ask, answer, sent } = asking()
  void ask('first')
  for (let id = 2; id <= 65_535; id++) {
    void ask('a')
    answer(id, 0)
  }
  void ask('last')
  expect(sent.at(-1)).toBe(2)
})

test('more than there are ids can not wait', async () => {
  const { ask, sent } = asking()
  for (let id = 1; id <= 65_535; id++) void ask('a')
  expect(await ask('b')).toBeUndefined()
  expect(sent).toHaveLength(65_535)
})
