/** So long, ms, a broker may take until it is said that flows wait for it. */
export const brokerPatience = 2_000
