import { byCodeUnit } from '../lib/code-order.ts';
import type { AuditResult, Finding, RepResult } from '../model/audit-result.ts';
import type { ChangedFinding, Diff, RepDiff } from '../model/diff.ts';
import type { Digest, DigestFinding, DigestMessage, DigestRep } from '../model/digest.ts';
import { byWeight } from '../model/finding-order.ts';
import { isCounted } from '../model/is-counted.ts';

const keyOf = ({ id, email, name }: Pick<RepResult, 'id' | 'email' | 'name'>): string => id ?? email ?? name ?? '';

type Fixes = ReadonlyMap<string, string>;

/** Verdicts by what they are worth; of what cannot be told nothing is said. */
const worth = { certified: 2, provisional: 1, 'not-certified': 0, 'insufficient-evidence': null } as const;

function worseOf({ levels, verdicts }: RepDiff): DigestRep['worse'] {
  const fallen = levels.flatMap(({ area, from, to }): DigestRep['worse'] =>
    from !== null && to !== null && to < from ? [{ what: 'level', area, from, to }] : [],
  );
  const lost = verdicts.flatMap(({ certification, from, to }): DigestRep['worse'] => {
    const [before, after] = [from && worth[from], to && worth[to]];
    return before !== null && after !== null && after < before ? [{ what: 'verdict', certification, from, to }] : [];
  });
  return [...lost, ...fallen];
}

const told =
  (why: DigestFinding['why'], fixes: Fixes) =>
  ({ fingerprint, rule, area, severity, record, message }: ChangedFinding | Finding): DigestFinding => ({
    ...{ fingerprint, rule, area, severity, record, message },
    fix: fixes.get(rule) ?? '',
    why,
  });

function since(change: RepDiff, fixes: Fixes): Pick<DigestRep, 'new' | 'worse' | 'fixed' | 'standing'> {
  const { changes } = change;
  const arrived = (['new', 'unwaived', 'reassigned'] as const).flatMap((why) => changes[why].map(told(why, fixes)));
  return {
    new: arrived.sort(byWeight),
    worse: worseOf(change),
    fixed: changes.fixed.length,
    standing: changes.standing.length,
  };
}

/** Where nothing was told before, everything that counts is new. */
const fromNothing = ({ findings }: RepResult, fixes: Fixes): ReturnType<typeof since> => ({
  new: findings.filter(isCounted).map(told('new', fixes)),
  worse: [],
  fixed: 0,
  standing: 0,
});

function repOf(rep: RepResult, change: RepDiff | undefined, isFirst: boolean, fixes: Fixes): DigestRep {
  const { id, name, email, kind, score } = rep;
  const nothing = { new: [], worse: [], fixed: 0, standing: 0 };
  const moved = isFirst ? fromNothing(rep, fixes) : change === undefined ? nothing : since(change, fixes);
  return { id, name, email, kind, score: { from: change?.score.from ?? null, to: score }, ...moved };
}

/** A manager by whatever the result tells: the name where people are known, else who the id belongs to, else the id. */
function managerOf(
  { managerId: id, managerName, managerEmail }: RepResult,
  { reps }: AuditResult,
): DigestMessage['manager'] {
  if (id === null) return null;
  const own = reps.find((rep) => rep.id === id);
  return { id, name: managerName ?? own?.name ?? null, email: managerEmail ?? own?.email ?? null };
}

const label = (manager: DigestMessage['manager']): string => manager?.name ?? manager?.email ?? manager?.id ?? '\uffff';

const byManager = (a: DigestMessage, b: DigestMessage): number =>
  byCodeUnit(label(a.manager), label(b.manager)) || byCodeUnit(a.manager?.id ?? '\uffff', b.manager?.id ?? '\uffff');

/**
 * What each manager should hear: their own reps by name, what is new and what got worse, and nothing that was told with
 * the run before. `diff` leads from that run to this one; without it there was none.
 */
export function digestOf({
  result,
  run,
  diff,
}: {
  readonly result: AuditResult;
  readonly run: string;
  readonly diff: Diff | undefined;
}): Digest {
  const changes = new Map(diff?.reps.map((rep) => [keyOf(rep), rep]));
  const fixes = new Map(result.rules.map(({ id, fix }) => [id, fix]));
  const messages = new Map<string | null, { readonly manager: DigestMessage['manager']; readonly reps: DigestRep[] }>();
  for (const rep of result.reps) {
    const message = messages.get(rep.managerId) ?? { manager: managerOf(rep, result), reps: [] };
    message.reps.push(repOf(rep, changes.get(keyOf(rep)), diff === undefined, fixes));
    messages.set(rep.managerId, message);
  }
  return {
    schemaVersion: 1,
    from: diff === undefined || diff.from.run === null ? null : { run: diff.from.run, asOf: diff.from.asOf },
    to: { run, asOf: result.asOf },
    messages: [...messages.values()].sort(byManager),
  };
}
