import type { ChangedFinding, Changes, Diff, RepDiff } from '../model/diff.ts';
import { type Redaction, type Redactor, shownRecord, startRedactor } from './redactor.ts';

/** The same changes, each finding made anew. */
function mapChanges(changes: Changes, make: (change: ChangedFinding) => ChangedFinding): Changes {
  const each = (of: keyof Changes): ChangedFinding[] => changes[of].map(make);
  return {
    new: each('new'),
    fixed: each('fixed'),
    closed: each('closed'),
    gone: each('gone'),
    waived: each('waived'),
    unwaived: each('unwaived'),
    'not-evaluable': each('not-evaluable'),
    'rule-changed': each('rule-changed'),
    reassigned: each('reassigned'),
    standing: each('standing'),
  };
}

/** The id of the rule stands for the message, which may quote anything. */
function repOf(redactor: Redactor, rep: RepDiff): RepDiff {
  const { key, id, name, email } = rep;
  const who = redactor.person(id ?? email ?? name);
  const shown = redactor.hidesPeople ? { key: redactor.person(key), id: who, name: who, email: null } : {};
  return {
    ...rep,
    ...shown,
    changes: mapChanges(rep.changes, (change) => ({
      ...change,
      rep: redactor.person(change.rep),
      record: { ...shownRecord(redactor, change.record), name: null },
      message: change.rule,
    })),
  };
}

/** What moved, without the words of customers (`contacts`), or without those and the names of reps (`all`). */
export function redactDiff(diff: Diff, redaction: Redaction, redactor = startRedactor(redaction)): Diff {
  if (redaction === 'none') return diff;
  for (const { id, email, name } of diff.reps) redactor.know({ id, email, name });
  const scope = redactor.hidesPeople && diff.scope !== '' ? 'some' : diff.scope;
  return { ...diff, scope, reps: diff.reps.map((rep) => repOf(redactor, rep)) };
}
