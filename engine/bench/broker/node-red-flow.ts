import { type QoS, inputFilter, outputTopic } from './messages.ts'

/** The same flow as Node-RED nodes: mqtt in -> switch -> change -> mqtt out. */
export function nodeRedFlow(port: number, qos: QoS): readonly object[] {
  const place = (x: number) => ({ z: 'tab', x, y: 80 })
  return [
    { id: 'tab', type: 'tab', label: 'Readings above 20 degrees, marked as hot' },
    {
      id: 'broker',
      type: 'mqtt-broker',
      broker: '127.0.0.1',
      port: String(port),
      clientid: '',
      autoConnect: true,
      usetls: false,
      protocolVersion: '4',
      keepalive: '60',
      cleansession: true,
    },
    {
      ...place(100),
      id: 'readings',
      type: 'mqtt in',
      topic: inputFilter,
      qos: String(qos),
      datatype: 'auto-detect',
      broker: 'broker',
      inputs: 0,
      wires: [['warm']],
    },
    {
      ...place(250),
      id: 'warm',
      type: 'switch',
      property: 'payload.c',
      propertyType: 'msg',
      rules: [{ t: 'gt', v: '20', vt: 'num' }],
      checkall: 'true',
      repair: false,
      outputs: 1,
      wires: [['mark']],
    },
    {
      ...place(400),
      id: 'mark',
      type: 'change',
      rules: [{ t: 'set', p: 'payload.hot', pt: 'msg', to: 'true', tot: 'bool' }],
      wires: [['hot']],
    },
    {
      ...place(550),
      id: 'hot',
      type: 'mqtt out',
      topic: outputTopic,
      qos: String(qos),
      retain: 'false',
      broker: 'broker',
      wires: [],
    },
  ]
}

/** Without editor, HTTP server and telemetry: the leanest Node-RED there is. */
export const nodeRedSettings = `module.exports = {
  flowFile: 'flows.json',
  credentialSecret: false,
  httpAdminRoot: false,
  httpNodeRoot: false,
  uiHost: '127.0.0.1',
  uiPort: 0,
  telemetry: { enabled: false, updateNotification: false },
  diagnostics: { enabled: false },
  runtimeState: { enabled: false },
  logging: { console: { level: 'info', metrics: false, audit: false } },
}
`
