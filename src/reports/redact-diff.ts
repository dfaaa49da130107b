import type { ChangedFinding, Changes, Diff, RepDiff } from '../model/diff.ts';
import type { Redaction } from './redact.ts';

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
const withoutTexts = (rep: RepDiff): RepDiff => ({
  ...rep,
  changes: mapChanges(rep.changes, (change) => ({
    ...change,
    record: { ...change.record, name: null },
    message: change.rule,
  })),
});

function unnamed(rep: RepDiff, place: number): RepDiff {
  const name = `person ${place + 1}`;
  const changes = mapChanges(rep.changes, (change) => ({ ...change, rep: name }));
  return { ...rep, key: name, id: null, name, email: null, changes };
}

/** What moved, without the words of customers (`contacts`), or without those and the names of reps (`all`). */
export function redactDiff(diff: Diff, redaction: Redaction): Diff {
  if (redaction === 'none') return diff;
  const reps = diff.reps.map(withoutTexts);
  return redaction === 'contacts'
    ? { ...diff, reps }
    : { ...diff, scope: diff.scope === '' ? '' : 'some', reps: reps.map(unnamed) };
}
