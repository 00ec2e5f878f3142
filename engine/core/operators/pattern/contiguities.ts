/** How an event may follow the one before it, with a word on each. */
export const contiguities = {
  next: 'The very next event',
  'followed-by': 'The first that fits, whatever comes in between',
  'followed-by-any': 'Every later one that fits, each in a match of its own',
}
