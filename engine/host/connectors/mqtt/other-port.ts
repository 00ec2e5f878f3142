/** What to look at where nobody speaks MQTT by the way that an address says: a question for each scheme. */
const questions: Readonly<Record<string, string>> = {
  'mqtt:': 'does it ask for TLS ("mqtts://") or WebSockets ("ws://")?',
  'mqtts:': 'does it speak TLS, not plain MQTT ("mqtt://") or WebSockets ("wss://")?',
  'ws:': 'does it speak WebSockets, not plain MQTT ("mqtt://"), and without TLS ("wss://")?',
  'wss:': 'does it speak WebSockets over TLS, not without it ("ws://") or MQTT over TLS ("mqtts://")?',
}

/** Asks whether the port of an address is the right one for its scheme. */
export const otherPort = (url: string): string =>
  `is the port right, and ${questions[new URL(url).protocol] ?? 'is the scheme?'}`
