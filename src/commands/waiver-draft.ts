import { policyProblems, type WaiverPolicy } from '../config/waivers.ts';
import type { WrittenWaiver } from '../config/waivers-schema.ts';
import { type Problem, UserError } from '../lib/errors.ts';
import { didYouMean } from '../lib/nearest.ts';
import { formatDay, parseDay } from '../lib/time.ts';
import type { Rulebook } from '../rulebook/rule.ts';
import { oneOf, type Typed } from './command.ts';

/** What is to be waived, as it was typed; of a record the type is not known yet. */
export type Target =
  | { readonly kind: 'finding'; readonly fingerprint: string }
  | { readonly kind: 'record'; readonly id: string; readonly rule: string | undefined }
  | { readonly kind: 'rule'; readonly rule: string; readonly rep: string | undefined };

/** A waiver but for its target. */
export type Terms = Pick<WrittenWaiver, 'reason' | 'text' | 'approver' | 'from' | 'until'>;

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

const needed = ['reason', 'text', 'approver', 'until'] as const;

function missing(typed: Typed): readonly Problem[] {
  return needed
    .filter((name) => (oneOf(typed, name) ?? '').trim() === '')
    .map((name) => ({ message: `--${name} is needed`, hint: 'threadcount waive --help' }));
}

function unreadable(typed: Typed): readonly Problem[] {
  const dates = ['from', 'until'] as const;
  const wrong = dates.filter((name) => {
    const written = oneOf(typed, name);
    return written !== undefined && written.trim() !== '' && parseDay(written) === undefined;
  });
  const broken = [...needed, 'rep'].filter((name) => CONTROLS.test(oneOf(typed, name) ?? ''));
  return [
    ...wrong.map((name) => ({ message: `--${name}: "${oneOf(typed, name)}" is not a date`, hint: 'write 2026-12-31' })),
    ...broken.map((name) => ({
      message: `--${name} holds a line end or a control character`,
      hint: 'write it on one line',
    })),
  ];
}

function termProblems({ from, until }: Terms, today: number): readonly Problem[] {
  const last = parseDay(until);
  const first = parseDay(from);
  if (last === undefined || first === undefined) return [];
  if (last < first) return [{ message: `--until ${until}: it ends before it begins, on ${from}` }];
  return last < today
    ? [{ message: `--until ${until}: that day is over`, hint: `as of ${formatDay(today)}; --as-of names another day` }]
    : [];
}

/** Reads what was typed beside the target. Throws with everything that is wrong. */
export function termsOf(typed: Typed, policy: WaiverPolicy, today: number): Terms {
  const text = (name: string): string => (oneOf(typed, name) ?? '').trim();
  const terms: Terms = {
    reason: text('reason'),
    text: text('text'),
    approver: text('approver'),
    from: text('from') === '' ? formatDay(today) : text('from'),
    until: text('until'),
  };
  const wrong = [...missing(typed), ...unreadable(typed)];
  const isDated = parseDay(terms.from) !== undefined && parseDay(terms.until) !== undefined;
  const byPolicy = policyProblems(isDated ? terms : { ...terms, from: terms.until }, policy)
    .filter(({ key }) => text(key) !== '')
    .map(({ key, message, hint }) => ({ message: `--${key}: ${message}`, ...(hint !== undefined && { hint }) }));
  const problems = [...wrong, ...byPolicy, ...termProblems(terms, today)];
  if (problems.length > 0) throw new UserError(problems);
  return terms;
}

/** Tells a fingerprint, a rule and the id of a record apart by their form. */
export function targetOf(typed: Typed): Target {
  const [written = ''] = typed.args;
  const rule = oneOf(typed, 'rule');
  const rep = oneOf(typed, 'rep');
  const problems: Problem[] = [];
  const refuse = (flag: string, use: string): void => void problems.push({ message: `${flag} goes with ${use}` });
  const isFinding = /^[0-9a-f]{20}$/.test(written);
  const isRule = written.includes('/');
  if (rule !== undefined && (isFinding || isRule)) refuse('--rule', 'a record alone');
  if (rep !== undefined && !isRule) refuse('--rep', 'a rule alone: a finding or a record has its owner already');
  if (CONTROLS.test(written) || written.trim() === '')
    problems.push({ message: 'name a finding, a record or a rule', hint: 'threadcount waive --help' });
  if (problems.length > 0) throw new UserError(problems);
  if (isFinding) return { kind: 'finding', fingerprint: written };
  return isRule ? { kind: 'rule', rule: written, rep } : { kind: 'record', id: written, rule };
}

/** A rule that is not in force has no findings to waive. */
export function refuseUnknownRule(rule: string | undefined, { rules }: Pick<Rulebook, 'rules'>): void {
  const ids = rules.map(({ id }) => id);
  if (rule === undefined || ids.includes(rule)) return;
  const hint = didYouMean(rule, ids) ?? 'threadcount rules list shows them all';
  throw new UserError({ message: `no rule "${rule}" is in force`, hint });
}
