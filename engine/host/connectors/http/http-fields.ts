import type { ConnectionField } from '../connections/connection-field.ts'

/** All the fields of a connection to a server: what is read knows no others. */
export const httpFields = [
  {
    name: 'url',
    value: '"https://host/path"',
    summary:
      'The base address: http or https, perhaps with a path, which what a node asks for is added to. The only field that ' +
      'is needed',
  },
  {
    name: 'headers',
    value: '{ "X-Api-Key": text or { "env": "NAME" } }',
    summary:
      'What is sent with each request beside what Millrace sends itself; a value may be in a variable of the environment',
  },
  {
    name: 'username',
    value: 'text',
    summary: 'Who we are to the server, where it asks for user and password (Basic)',
  },
  {
    name: 'password',
    value: 'text or { "env": "NAME" }',
    summary: 'The password, or the variable of the environment that holds it',
  },
  { name: 'passwordFile', value: 'file', summary: 'A file that holds the password, instead of "password"' },
  {
    name: 'token',
    value: 'text or { "env": "NAME" }',
    summary:
      'A token, where the server asks for one (Bearer), or the variable of the environment that holds it; instead of user ' +
      'and password',
  },
  { name: 'tokenFile', value: 'file', summary: 'A file that holds the token, instead of "token"' },
  {
    name: 'ca',
    value: 'file',
    summary: "The authority (PEM) that vouches for the server's certificate, where the system knows it not",
  },
  { name: 'cert', value: 'file', summary: 'Our own certificate (PEM), where the server asks for one' },
  { name: 'key', value: 'file', summary: 'The key (PEM) of our own certificate' },
  {
    name: 'rejectUnauthorized',
    value: 'true or false',
    summary: "false: the server's certificate is not checked, for trying things out only; default true",
  },
  {
    name: 'concurrency',
    value: 'number',
    summary: 'How many requests of a flow are under way at once, 1 to 256; the others wait; default 8',
  },
  {
    name: 'largestAnswer',
    value: 'bytes',
    summary: 'How large an answer may be when it is unpacked, 1000 to 100000000; default 1000000',
  },
] as const satisfies readonly ConnectionField[]
