import { SourceError } from '../../lib/errors.ts';
import type { CallUsage, Gap } from '../../model/dataset.ts';

/** The calls of one run that are still allowed. */
export interface CallBudget {
  /** Before every call. Throws `CallsExhausted` when no further one is allowed, this time and every time after it. */
  readonly admit: () => void;
  /** More calls are going to be made. */
  readonly plan: (calls: number) => void;
  /** What the CRM says of the day, after an answer that says it. */
  readonly note: (day: { readonly remaining: number; readonly limit: number }) => void;
  /** Ends the run where the CRM itself says that the day is over: the error to throw. */
  readonly exhaust: (reason: string) => CallsExhausted;
  readonly usage: () => CallUsage;
  /** Calls that are still allowed; infinite where nothing limits them. */
  readonly left: () => number;
}

export interface CallLimits {
  /** `--max-calls`. */
  readonly maxCalls: number | undefined;
  /** The share of the daily limit that is left to everybody else: 0.1. */
  readonly reserve: number;
}

/**
 * No further call is allowed. A source that has something to show by then catches it, leaves unread what is left, and
 * says so in a gap (`gapAfter`); otherwise the run ends with it, exit code 3.
 */
export class CallsExhausted extends SourceError {
  readonly reason: string;
  constructor(reason: string, hint?: string) {
    super(hint === undefined ? { message: `stopped: ${reason}` } : { message: `stopped: ${reason}`, hint });
    this.name = 'CallsExhausted';
    this.reason = reason;
  }
}

/** The gap of what was not read, or not read to its end, because the calls had come to theirs. */
export const gapAfter = ({ reason }: CallsExhausted, what: string, hides: readonly string[]): Gap => ({
  what,
  reason: `not read to the end: ${reason}`,
  hides,
  isIncomplete: true,
});

const percent = (share: number): string => `${Math.round(share * 100)} %`;

export function createCallBudget({ maxCalls, reserve }: CallLimits): CallBudget {
  let made = 0;
  let planned = 0;
  let day: { readonly remaining: number; readonly limit: number; readonly at: number } | undefined;
  let stopped: CallsExhausted | undefined;

  /** Calls made since the CRM last spoke of the day count too. */
  const remaining = (): number | null => (day === undefined ? null : Math.max(day.remaining - (made - day.at), 0));

  const stop = (): CallsExhausted | undefined => {
    if (maxCalls !== undefined && made >= maxCalls)
      return new CallsExhausted(`--max-calls ${maxCalls} were made`, 'allow more, or ask for fewer records: --rep');
    const left = remaining();
    if (day === undefined || left === null || left > day.limit * reserve) return undefined;
    const reason = `${left} of ${day.limit} calls of the day are left, and ${percent(reserve)} are kept for others`;
    return new CallsExhausted(reason, 'run again when the day is over, or ask for fewer records: --rep');
  };

  const left = (): number => {
    if (stopped !== undefined) return 0;
    const ofDay = day === undefined ? Number.POSITIVE_INFINITY : (remaining() ?? 0) - Math.floor(day.limit * reserve);
    return Math.max(Math.min((maxCalls ?? Number.POSITIVE_INFINITY) - made, ofDay), 0);
  };

  return {
    left,
    admit: () => {
      stopped ??= stop();
      if (stopped !== undefined) throw stopped;
      made += 1;
    },
    plan: (calls) => {
      planned += calls;
    },
    note: ({ remaining: left, limit }) => {
      day = { remaining: left, limit, at: made };
    },
    exhaust: (reason) => {
      stopped ??= new CallsExhausted(reason);
      return stopped;
    },
    usage: () => ({
      made,
      planned: Math.max(planned, made),
      remaining: remaining(),
      limit: day?.limit ?? null,
      stopped: stopped?.reason ?? null,
    }),
  };
}
