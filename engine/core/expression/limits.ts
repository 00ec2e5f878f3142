/** What is the same for every evaluation; what may be set is in bounds.ts. */

/** Steps for working out at compile time whether an expression is constant. */
export const MAX_CONSTANT_STEPS = 10_000

/** Elements that are looked at or made for the price of one step. */
export const ELEMENTS_PER_STEP = 4

/** Characters that are read for the price of an element. */
export const CHARACTERS_PER_ELEMENT = 8

/** The same of those that are compared, many at once. */
export const CHARACTERS_COMPARED_PER_ELEMENT = 64

/** What an element of an array and a character of a text count for. */
export const BYTES_PER_ELEMENT = 8
export const BYTES_PER_CHARACTER = 2
/** A field of an object is found by its name, and takes more room than an element. */
export const LOOKS_PER_FIELD = 4
export const BYTES_PER_FIELD = 32
/** What a field takes that is only gone through. */
export const LOOKS_TO_READ_FIELD = 2
/** Beyond so many fields, the next one is never near the one before in memory: each takes so many times as long. */
export const FIELDS_AT_HAND = 4_000
export const TIMES_FAR_FIELD = 8
/** A value that is written as text, beside the characters; and a number that has to be rounded for it. */
export const LOOKS_TO_WRITE = 8
export const LOOKS_TO_ROUND = 12
/** Of a range, so that the longest one that JSONata allows has room. */
export const BYTES_PER_NUMBER = 4

/**
 * A result may hold what was given many times over, and is looked through unless so few bytes were made on the way that it
 * can do so only a few dozen times: three lists of three make 27 of one value.
 */
export const FEW_BYTES = 128

/** Compiled expressions that are kept for the next time the same text is asked for. */
export const MAX_CACHED_EXPRESSIONS = 2_000
/** Of their texts together: what is compiled takes some hundred times as much. */
export const MAX_CACHED_CHARACTERS = 500_000
