import type { Duration } from '../../lib/duration.ts';
import type { Day, Instant } from '../../lib/time.ts';
import type { CertificationResult, RepResult } from '../../model/audit-result.ts';
import type { Rubric } from '../../model/rubric.ts';
import type { Run } from '../../model/run.ts';

/** The team's calendar, as far as plans need it. */
export interface PlanCalendar {
  readonly zone: { readonly toDay: (instant: Instant) => Day; readonly startOfDay: (day: Day) => Instant };
  readonly isWorkingDay: (day: Day) => boolean;
  readonly addBusinessDays: (day: Day, n: number) => Day;
  readonly add: (instant: Instant, duration: Duration) => Instant;
}

/** Everything that a certificate is made of. */
export interface Case {
  readonly run: Run;
  readonly rep: RepResult;
  readonly decided: CertificationResult;
  readonly rubric: Rubric;
  readonly evaluator: { readonly name: string; readonly isKnown: boolean };
  /** What to call the manager; `null` where the source tells of none. */
  readonly manager: string | null;
  readonly calendar: PlanCalendar;
  readonly asOf: Instant;
  /** Hash of the evidence. */
  readonly evidence: string;
  /** A text without names, addresses and amounts. */
  readonly disguise: (text: string) => string;
}

/** The day on which the decision is made. */
export const today = ({ calendar, asOf }: Pick<Case, 'calendar' | 'asOf'>): Day => calendar.zone.toDay(asOf);
