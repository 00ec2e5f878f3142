/** How long a broker may take to answer what we ask to be sent before a person is told, ms. */
export const subscribePatience = 10_000
