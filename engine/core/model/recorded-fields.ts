/** The fields of a line of a recording, and of an arrival in a flow's own tests. */
export const recordedFields = [
  'node',
  'topic',
  'payload',
  'time',
  'at',
  'properties',
  'watermark',
  'key',
  'answer',
  'problem',
]
