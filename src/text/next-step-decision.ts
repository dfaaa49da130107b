import type { Clause } from './next-step-clause.ts';
import { type Item, is, type StepText } from './next-step-items.ts';
import { anyOf } from './next-step-kinds.ts';
import { findPurpose, hasCompany, isRecipient } from './next-step-people.ts';

const INFINITIVE = anyOf('infinitive');

/** What makes a next step concrete, and where it stands. */
export type Decision = { readonly item: Item; readonly clause: Clause; readonly isAction: boolean };

function firstOf(
  clauses: readonly Clause[],
  pick: (clause: Clause, index: number) => Item | null,
  isAction = false,
): Decision | null {
  for (const [index, clause] of clauses.entries()) {
    const item = pick(clause, index);
    if (item !== null) return { item, clause, isAction };
  }
  return null;
}

/** "SOC 2 report to Marek": something to hand over, and to whom. */
function handedOver({ deliverable, items }: Clause): Item | null {
  const at = deliverable === null ? items.length : items.indexOf(deliverable);
  return items.some((item, index) => index > at && is(item, INFINITIVE) && isRecipient(items[index + 1]))
    ? deliverable
    : null;
}

/** What makes the text concrete without a day: a verb with an object, an event with company, a thing and its recipient. */
export function undatedDecision(clauses: readonly Clause[]): Decision | null {
  return (
    firstOf(clauses, ({ action }) => action, true) ??
    firstOf(clauses, ({ event, eventHasCompany }) => (eventHasCompany ? event : null)) ??
    firstOf(clauses, ({ bareAction, hasPeriod }) => (hasPeriod ? bareAction : null), true) ??
    firstOf(clauses, handedOver)
  );
}

/** What a day makes concrete: an event, a deliverable beside it, a bare verb, a talk with somebody. */
export function datedDecision(clauses: readonly Clause[], text: StepText, isAhead: boolean): Decision | null {
  const company = hasCompany(clauses, text);
  return (
    firstOf(clauses, ({ event }) => event) ??
    firstOf(clauses, ({ slot }) => slot) ??
    (isAhead ? firstOf(clauses, ({ arranged }) => arranged) : null) ??
    firstOf(clauses, ({ deliverable, hasDay }, index) =>
      hasDay || clauses[index - 1]?.isDateOnly ? deliverable : null,
    ) ??
    firstOf(clauses, ({ bareAction }) => bareAction, true) ??
    (company ? firstOf(clauses, ({ meet }) => meet) : null) ??
    (company
      ? firstOf(clauses, (clause) =>
          clause.nudge !== null && findPurpose(clauses, clause, clause.nudge, true) ? clause.nudge : null,
        )
      : null)
  );
}
