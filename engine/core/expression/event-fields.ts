/** The fields of an event: what an expression over events sees. */
export const eventFields = ['payload', 'topic', 'key', 'time', 'params', 'properties'] as const

export const isEventField = (name: string): boolean => (eventFields as readonly string[]).includes(name)
