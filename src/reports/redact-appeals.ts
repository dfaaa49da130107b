import { type Redaction, shownId, startRedactor } from './redactor.ts';

/** What an appeal says of people and customers. */
interface Contested {
  readonly rep: string;
  readonly record: { readonly type: 'lead' | 'deal'; readonly id: string };
  readonly reason: string;
  readonly by: string;
  readonly ruledBy: string | null;
  readonly ruling: string | null;
}

/** Appeals without what reps and managers wrote, since it may quote anybody; `all` hides who they are, too. */
export function redactAppeals<A extends Contested>(
  appeals: readonly A[],
  redaction: Redaction,
  redactor = startRedactor(redaction),
): readonly A[] {
  if (redaction === 'none') return appeals;
  return appeals.map((one) => ({
    ...one,
    rep: redactor.person(one.rep),
    record: { ...one.record, id: shownId(redactor, one.record.type, one.record.id) },
    reason: redactor.texts.of('text', one.reason),
    by: redactor.person(one.by),
    ruledBy: redactor.person(one.ruledBy),
    ruling: one.ruling === null ? null : redactor.texts.of('text', one.ruling),
  }));
}
