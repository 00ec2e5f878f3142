import { changeFunctions } from './change/change-functions.ts'
import { geoFunctions } from './geo/geo-functions.ts'
import { hashFunctions } from './hash/hash-functions.ts'
import type { RuleFunction } from './rule-function.ts'
import { statisticsFunctions } from './statistics/statistics-functions.ts'
import { tableFunctions } from './tables/table-functions.ts'
import { durationFunctions } from './time/duration-functions.ts'
import { timeFunctions } from './time/time-functions.ts'
import { topicFunctions } from './topics/topic-functions.ts'
import { unitFunctions } from './units/unit-functions.ts'

/** Functions of one kind, as the reference groups them. */
export interface Family {
  readonly title: string
  readonly functions: readonly RuleFunction[]
}

/** What rules need beside JSONata's own functions. */
export const families: readonly Family[] = [
  { title: 'Topics', functions: topicFunctions },
  { title: 'Time', functions: [...timeFunctions, ...durationFunctions] },
  { title: 'Places', functions: geoFunctions },
  { title: 'Statistics', functions: statisticsFunctions },
  { title: 'Changes', functions: changeFunctions },
  { title: 'Tables', functions: tableFunctions },
  { title: 'Units', functions: unitFunctions },
  { title: 'Hashes', functions: hashFunctions },
]

export const ruleFunctions: readonly RuleFunction[] = families.flatMap(({ functions }) => functions)
