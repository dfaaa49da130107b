import { type Problem, UserError } from '../lib/errors.ts';
import { terminalSafe } from '../lib/escape.ts';
import type { Io } from '../lib/io.ts';
import { didYouMean } from '../lib/nearest.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { Diff } from '../model/diff.ts';
import { type Severity, severities } from '../model/rule.ts';
import { newFindings, regressions } from './gates-since.ts';

/** A condition of `--fail-on`: what is wrong with a result, or `undefined` when nothing is. */
type Gate = (result: AuditResult, since: Diff | undefined) => string | undefined;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** An unwaived finding of a severity, or worse. */
const atLeast =
  (severity: Severity): Gate =>
  ({ summary }) => {
    const counted = severities.slice(severities.indexOf(severity));
    const count = counted.reduce((sum, one) => sum + summary.findings[one], 0);
    return count === 0 ? undefined : `${plural(count, 'finding')} of severity ${severity} or worse`;
  };

/** A provisional certificate is one, for as long as it lasts. */
const certificates: ReadonlySet<string> = new Set(['certified', 'provisional']);

const uncertified: Gate = ({ reps }) => {
  const assessed = reps.filter(({ certifications }) => certifications.length > 0);
  if (assessed.length === 0) return 'nobody was assessed';
  const missed = assessed.filter(({ certifications }) =>
    certifications.some(({ verdict }) => !certificates.has(verdict)),
  );
  return missed.length === 0
    ? undefined
    : `not certified: ${missed.map(({ name, id }) => name ?? id ?? '').join(', ')}`;
};

const incomplete: Gate = ({ source }) =>
  source.complete
    ? undefined
    : `something asked for could not be read: ${source.gaps.map(({ what }) => what).join(', ')}`;

const scoreBelow =
  (limit: number): Gate =>
  ({ reps }) => {
    const below = reps.filter(({ kind, score }) => kind === 'user' && score !== null && score < limit);
    if (below.length === 0) return undefined;
    return below.map(({ name, id, score }) => `${name ?? id ?? ''} scores ${score}`).join(', ');
  };

/**
 * Whatever has lapsed and still stands in the file, unless another waiver of the same has taken its place: it hides
 * nothing any more, and the file should say what holds.
 */
const expiredWaiver: Gate = ({ waivers }) => {
  const lapsed = waivers.lapsed.filter(({ renewedBy }) => renewedBy === null);
  if (lapsed.length === 0) return undefined;
  return lapsed
    .map(({ id, until, findings }) => `${id} lapsed on ${until}, ${plural(findings, 'finding')} counted again`)
    .join('; ');
};

const simple: ReadonlyMap<string, Gate> = new Map<string, Gate>([
  ['critical', atLeast('critical')],
  ['error', atLeast('error')],
  ['warning', atLeast('warning')],
  ['uncertified', uncertified],
  ['incomplete', incomplete],
  ['expired-waiver', expiredWaiver],
]);

const sinceLast: ReadonlyMap<string, Gate> = new Map<string, Gate>([
  ['new', (_, since) => since && newFindings(since)],
  ['regression', (_, since) => since && regressions(since)],
]);

/** Whether a condition holds a run against an earlier one. */
export const needsEarlier = (conditions: readonly string[]): boolean =>
  conditions.some((condition) => sinceLast.has(condition));

function gateOf(condition: string): Gate | Problem {
  const gate = simple.get(condition) ?? sinceLast.get(condition);
  if (gate !== undefined) return gate;
  const [, limit] = /^score-below:(\d{1,3}(?:\.\d+)?)$/.exec(condition) ?? [];
  if (limit !== undefined && Number(limit) <= 100) return scoreBelow(Number(limit));
  const names = [...simple.keys(), ...sinceLast.keys(), 'score-below:80'];
  const hint = didYouMean(condition, names) ?? `one of ${names.join(', ')}`;
  return { message: `--fail-on: no condition "${condition}"`, hint };
}

/** Names every failed gate on the last lines of standard error. Records are quoted, so the text is made safe. */
export function tellFailures(failures: readonly string[], { stderr }: Pick<Io, 'stderr'>): void {
  for (const failure of failures) stderr.write(`gate failed: ${terminalSafe(failure)}\n`);
}

/** Reads the conditions; throws a `UserError` with every one that does not exist. */
export function gatesOf(conditions: readonly string[]): (result: AuditResult, since?: Diff) => readonly string[] {
  const gates = conditions.map((condition) => ({ condition, gate: gateOf(condition) }));
  const problems = gates.map(({ gate }) => gate).filter((gate) => typeof gate !== 'function');
  if (problems.length > 0) throw new UserError(problems);
  return (result, since) =>
    gates.flatMap(({ condition, gate }) => {
      const failure = typeof gate === 'function' ? gate(result, since) : undefined;
      return failure === undefined ? [] : [`${condition}: ${failure}`];
    });
}
