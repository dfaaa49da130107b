import { byCodeUnit } from '../lib/code-order.ts';
import { type Day, formatDay } from '../lib/time.ts';
import type { CertificationResult, RepResult } from '../model/audit-result.ts';
import type { Certified } from '../model/certification-record.ts';
import type { Outcomes, Somebody } from '../model/outcome.ts';
import type { ClockName, ClockRow, Recertification, RecertificationRow } from '../model/recertification.ts';
import { isOf, standingOn } from './certificates.ts';
import {
  calendarClock,
  closedDeals,
  type Event,
  eventClock,
  type Leave,
  leaveClock,
  type Reading,
  totalClock,
  type Versions,
  versionClock,
  type Week,
  type WinRateLimits,
  winRateClock,
} from './clocks.ts';
import { areSame, labelOf } from './who.ts';

/** A stored run as recertification sees it. */
export interface StoredWeek {
  readonly run: string;
  readonly from: string;
  /** The day that it speaks of. */
  readonly day: string;
  readonly reps: readonly Pick<RepResult, 'id' | 'name' | 'email' | 'kind' | 'areas' | 'certifications'>[];
}

/** What each clock goes by; `null`: it is stopped. */
export interface RecertPolicy {
  readonly snapshots: number | null;
  readonly winRate: WinRateLimits | null;
  /** Days. */
  readonly leave: number | null;
  readonly versions: boolean;
  readonly routing: boolean;
}

export interface RecertInput {
  readonly asOf: string;
  readonly today: Day;
  readonly dueWithin: { readonly days: number; readonly words: string };
  readonly policy: RecertPolicy;
  readonly certifications: readonly Certified[];
  /** One run of each week, in order. */
  readonly weeks: readonly StoredWeek[];
  readonly outcomes: Outcomes;
  readonly dayOf: (instant: number) => Day;
  readonly leavesOf: (who: Somebody) => readonly Leave[];
  readonly pivots: readonly (Event & { readonly certifications: readonly string[] | null })[];
  readonly territoriesOf: (who: Somebody) => readonly Event[];
  readonly versions: Versions;
}

const highest = 4;

function weekOf({ run, from, reps }: StoredWeek, { who, certification }: Certified): Week | null {
  const rep = reps.find((one) => areSame(one, who));
  const decided = rep?.certifications.find(({ id }) => id === certification);
  if (rep === undefined || decided === undefined) return null;
  const missing =
    decided.outOf / highest -
    rep.areas.filter((area) => area.certification === certification && area.level !== null).length;
  return {
    run,
    from,
    total: decided.total,
    best: decided.total + highest * Math.max(0, missing),
    threshold: decided.threshold,
  };
}

function readings(one: Certified, input: RecertInput): readonly Reading[] {
  const { policy, today, dayOf, outcomes } = input;
  const { decidedOn, who, certification } = one;
  const span = { decidedOn, today: formatDay(today) };
  const weeks = input.weeks.filter(({ day }) => day > decidedOn).map((week) => weekOf(week, one));
  const deals = closedDeals(
    outcomes.deals.filter(({ owner }) => areSame(owner, who)),
    dayOf,
  );
  const pivots = input.pivots.filter(({ certifications }) => certifications?.includes(certification) ?? true);
  return [
    calendarClock(one, today, input.dueWithin.days),
    one.revokedOn === null || one.revokedOn > span.today
      ? null
      : {
          clock: 'revoked',
          since: one.revokedOn,
          message: 'the certificate was revoked',
          evidence: [{ what: 'ledger', value: `revoked on ${one.revokedOn}` }],
        },
    policy.snapshots === null ? null : totalClock(weeks, policy.snapshots),
    policy.winRate === null ? null : winRateClock(deals, today, policy.winRate),
    policy.leave === null ? null : leaveClock(input.leavesOf(who), decidedOn, today, policy.leave),
    eventClock('pivot', pivots, span),
    policy.versions ? versionClock(one, input.versions, span.today) : null,
    policy.routing ? eventClock('routing', input.territoriesOf(who), span) : null,
  ];
}

const isDue = (reading: Reading): reading is ClockRow => reading !== null && 'since' in reading;
const isUntold = (reading: Reading): reading is { clock: ClockName; reason: string } =>
  reading !== null && 'reason' in reading;

function takesWords({ verdict, path, total, threshold }: CertificationResult): string {
  if (verdict === 'certified') return 'the records of the last run would certify again';
  if (path.length > 0)
    return `${path.length === 1 ? 'one fix turns' : `${path.length} fixes turn`} the verdict: threadcount audit --rep shows the path`;
  if (verdict === 'provisional') return 'the written scenario has to be scored again';
  if (verdict === 'insufficient-evidence')
    return 'there is not enough to judge by: see the reasons in threadcount audit --rep';
  return `the levels add up to ${total}, ${threshold} are needed, and no set of fixes reaches that yet`;
}

function takesOf({ who, certification }: Certified, weeks: readonly StoredWeek[]): RecertificationRow['takes'] {
  const last = weeks.at(-1);
  const decided = last?.reps.find((rep) => areSame(rep, who))?.certifications.find(({ id }) => id === certification);
  if (last === undefined || decided === undefined) return null;
  const { verdict, total, outOf, threshold, path } = decided;
  return { run: last.run, verdict, total, outOf, threshold, fixes: path.length, words: takesWords(decided) };
}

function rowOf(one: Certified, input: RecertInput): RecertificationRow {
  const all = readings(one, input);
  const clocks = all.filter(isDue);
  const today = formatDay(input.today);
  // A certificate that is about to end is due soon; everything else that has run out is due now.
  const isNow = clocks.some(({ clock, since }) => clock !== 'calendar' || since < today);
  return {
    rep: one.who,
    certification: one.certification,
    certificate: one.id,
    verdict: one.verdict,
    decidedOn: one.decidedOn,
    validUntil: one.validUntil,
    state: isNow ? 'due' : clocks.length > 0 ? 'soon' : 'current',
    clocks,
    untold: all.filter(isUntold),
    takes: takesOf(one, input.weeks),
  };
}

const states = ['due', 'soon', 'current'] as const;

const byUrgency = (a: RecertificationRow, b: RecertificationRow): number =>
  states.indexOf(a.state) - states.indexOf(b.state) ||
  byCodeUnit(labelOf(a.rep), labelOf(b.rep)) ||
  byCodeUnit(a.certification, b.certification);

/** The last decision of each rep and certification that counts: who held a certificate then has one to renew. */
function lastDecisions(all: readonly Certified[], today: string): readonly Certified[] {
  const seen = new Map<string, Certified>();
  for (const one of all) {
    const own = all.filter((other) => other.certification === one.certification && isOf(other, one.who));
    const last = standingOn(own, today);
    if (last !== undefined) seen.set(`${last.seq}`, last);
  }
  return [...seen.values()];
}

/** Who is due for certification anew: by the calendar, or by what has happened since. */
export function recertify(input: RecertInput): Recertification {
  const today = formatDay(input.today);
  const last = lastDecisions(input.certifications, today);
  const held = last.filter(({ verdict }) => verdict === 'certified' || verdict === 'provisional');
  const reps = input.weeks.at(-1)?.reps.filter(({ kind }) => kind === 'user') ?? [];
  const uncertified = reps.flatMap(({ id, name, email, certifications }) =>
    certifications
      .filter((one) => !held.some((other) => other.certification === one.id && isOf(other, { id, name, email })))
      .map((one) => ({
        rep: { id, name, email },
        certification: one.id,
        verdict:
          last.find((other) => other.certification === one.id && isOf(other, { id, name, email }))?.verdict ?? null,
      })),
  );
  return {
    schemaVersion: 1,
    asOf: input.asOf,
    dueWithin: input.dueWithin.words,
    certificates: held.map((one) => rowOf(one, input)).sort(byUrgency),
    uncertified: uncertified.sort(
      (a, b) => byCodeUnit(labelOf(a.rep), labelOf(b.rep)) || byCodeUnit(a.certification, b.certification),
    ),
  };
}

/** The days that a duration of calendar time comes to. */
export const lengthOf = (written: string): number | undefined => {
  const [, amount, unit] = /^(\d+)([dw])$/.exec(written) ?? [];
  return amount === undefined ? undefined : Number(amount) * (unit === 'w' ? 7 : 1);
};
