/**
 * The states of an alarm as ANSI/ISA-18.2 (2016, figure of the alarm state transitions) has them, without time: what
 * happens to an alarm, and what comes of it. The standard's names stand beside ours.
 */
export type Phase =
  /** NORM: nothing is wrong, and nothing waits for anyone. */
  | 'normal'
  /** UNACK: something is wrong, and nobody has said that they know. */
  | 'unacknowledged'
  /** ACKED: somebody has. */
  | 'acknowledged'
  /** RTNUN: it is over, and nobody has said that they know. */
  | 'returned'

/** Why an alarm tells nobody: SHLVD for a time, DSUPR by the plant's design, OOSRV while it is repaired. */
export type Suppression = 'shelved' | 'suppressed' | 'out-of-service'

export interface Alarm {
  readonly phase: Phase
  /** Whether what it is raised for is so now. A latched alarm stays although it is not. */
  readonly isActive: boolean
  /** How often it was escalated since it was raised. */
  readonly level: number
  readonly suppression: Suppression | null
}

export const atRest: Alarm = { phase: 'normal', isActive: false, level: 0, suppression: null }

/** How alarms of a node behave. */
export interface Manner {
  /** It stays until somebody resets it, over or not. */
  readonly latches: boolean
  /** It stays until somebody has acknowledged it. */
  readonly needsAcknowledging: boolean
}

export type Happening =
  | 'raised'
  | 'cleared'
  | 'acknowledged'
  | 'reset'
  | 'escalated'
  | 'repeated'
  | Suppression
  | 'released'

/** The alarm after something has happened; undefined where it can't happen to it as it is, and nothing comes of it. */
export function after(
  alarm: Alarm,
  happening: Happening,
  { latches, needsAcknowledging }: Manner,
): Alarm | undefined {
  const { phase, isActive, suppression } = alarm
  switch (happening) {
    case 'raised':
      return isActive ? undefined : { ...alarm, phase: 'unacknowledged', isActive: true, level: 0 }
    case 'cleared': {
      if (!isActive) return undefined
      const over = { ...alarm, isActive: false }
      if (latches) return over
      return { ...over, phase: phase === 'unacknowledged' && needsAcknowledging ? 'returned' : 'normal' }
    }
    case 'acknowledged':
      if (phase === 'returned') return { ...alarm, phase: 'normal' }
      return phase === 'unacknowledged' ? { ...alarm, phase: 'acknowledged' } : undefined
    case 'reset': {
      const isKnown = phase === 'acknowledged' || !needsAcknowledging
      return latches && phase !== 'normal' && !isActive && isKnown ? { ...alarm, phase: 'normal' } : undefined
    }
    case 'escalated':
      return phase === 'unacknowledged' ? { ...alarm, level: alarm.level + 1 } : undefined
    case 'repeated':
      return phase === 'unacknowledged' ? alarm : undefined
    case 'released':
      return suppression === null ? undefined : { ...alarm, suppression: null }
    default:
      return suppression === happening ? undefined : { ...alarm, suppression: happening }
  }
}
