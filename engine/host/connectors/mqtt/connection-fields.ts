import type { ConnectionField } from '../connections/connection-field.ts'

/** All the fields of a connection to a broker: what is read knows no others. */
export const connectionFields = [
  {
    name: 'url',
    value: '"mqtt://host:1883"',
    summary: 'The address: mqtt, mqtts, ws or wss. The only field that is needed',
  },
  {
    name: 'username',
    value: 'text',
    summary:
      'Who we are to the broker, at most 65535 bytes; may stand in the address instead (mqtt://user:password@host)',
  },
  {
    name: 'password',
    value: 'text or { "env": "NAME" }',
    summary: 'The password, at most 65535 bytes, or the variable of the environment that holds it',
  },
  { name: 'passwordFile', value: 'file', summary: 'A file that holds the password, instead of "password"' },
  {
    name: 'ca',
    value: 'file',
    summary: "The authority (PEM) that vouches for the broker's certificate, where the system knows it not",
  },
  { name: 'cert', value: 'file', summary: 'Our own certificate (PEM), where the broker asks for one' },
  { name: 'key', value: 'file', summary: 'The key (PEM) of our own certificate' },
  {
    name: 'rejectUnauthorized',
    value: 'true or false',
    summary: "false: the broker's certificate is not checked, for trying things out only; default true",
  },
  {
    name: 'protocol',
    value: '"auto", "5" or "3.1.1"',
    summary: 'The version of MQTT; "auto" tries 5 and falls back to 3.1.1; default "auto"',
  },
  {
    name: 'clientId',
    value: 'text',
    summary:
      'What our client ids begin with, at most 200 characters; a part that tells flows apart is added; default "millrace"',
  },
  {
    name: 'session',
    value: '"persistent" or "clean"',
    summary: 'Whether the broker keeps what comes while the flow is not there; default "persistent"',
  },
  {
    name: 'keepalive',
    value: 'seconds',
    summary: 'How long the connection may be silent before it is looked at, 1 to 65535; default 30',
  },
  {
    name: 'largestMessage',
    value: 'bytes',
    summary:
      'How large a message may be that comes in, with its topic and properties, 1000 to 268435455; a larger one is not ' +
      'taken in but counted, and becomes a dead letter with its beginning; default 4000000',
  },
] as const satisfies readonly ConnectionField[]
