import type { World } from '../facts/world.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import { parseDay } from '../lib/time.ts';
import type { AuditResult, WaiverRow } from '../model/audit-result.ts';
import type { Person } from '../model/records.ts';
import type { Waiver, WaiverScope, WaiverState } from '../model/waiver.ts';
import type { AuditRequest } from './request.ts';
import { isCalled } from './scope.ts';

/** A waiver as the audit goes on. */
export interface OpenWaiver {
  readonly waiver: Waiver;
  readonly term: 'active' | 'pending' | 'lapsed';
  /** Failing findings that it is for; once lapsed, those that no other waiver covers. */
  covered: number;
  /** Findings of the approver, which it does not cover. */
  withheld: number;
  /** The approver, where some of those were found. */
  ownFindingsOf: string | null;
  /** What became of the record that it is for, if it was read. */
  record: 'judged' | 'left out' | null;
}

interface Seen {
  readonly world: World;
  readonly owners: readonly Pick<Person, 'id' | 'email' | 'name'>[];
}

/** A state and why, where that is not plain. */
type Told = readonly [WaiverState, string | null];

const isKnown = (who: string, { world, owners }: Seen): boolean =>
  [...world.people.values(), ...owners].some((one) => isCalled(who, one));

function ofRecord(
  { record }: OpenWaiver,
  { type, id }: Extract<WaiverScope, { kind: 'record' }>,
  isPart: boolean,
): Told {
  if (record === 'judged') return ['unused', null];
  if (record === 'left out') return ['unjudged', 'its record was left out of the audit'];
  return isPart ? ['unjudged', null] : ['unmatched', `there is no ${type} ${id} in this source`];
}

function ofRule({ rep }: Extract<WaiverScope, { kind: 'rule' }>, isPart: boolean, seen: Seen): Told {
  if (rep !== null && seen.owners.some((owner) => isCalled(rep, owner))) return ['unused', null];
  if (isPart) return ['unjudged', null];
  if (rep === null || isKnown(rep, seen)) return ['unused', null];
  return ['unmatched', `there is nobody called "${rep}" in this source`];
}

/** Of a waiver in force that covers nothing: whether it could. */
function idle(open: OpenWaiver, { rulebook, only, scope: asked }: AuditRequest, seen: Seen): Told {
  const { scope } = open.waiver;
  const isPart = only.length + asked.reps.length + asked.teams.length > 0;
  if (scope.kind === 'finding') return isPart ? ['unjudged', null] : ['unused', 'no such finding fails'];
  if (scope.rule !== null && !rulebook.rules.some(({ id }) => id === scope.rule))
    return only.length > 0 ? ['unjudged', null] : ['unmatched', `the rule ${scope.rule} is not in force`];
  return scope.kind === 'record' ? ofRecord(open, scope, isPart) : ofRule(scope, isPart, seen);
}

const scopeKey = ({ scope }: Waiver): string => JSON.stringify(Object.values(scope));

function stateOf(open: OpenWaiver, request: AuditRequest, seen: Seen): Told {
  const { term, covered } = open;
  return term === 'active' && covered === 0 ? idle(open, request, seen) : [term, null];
}

/** The waiver in force that took the place of one that has lapsed. */
function renewalOf({ waiver, term }: OpenWaiver, all: readonly OpenWaiver[]): string | null {
  if (term !== 'lapsed') return null;
  const renewal = all.find((one) => one.term === 'active' && scopeKey(one.waiver) === scopeKey(waiver));
  return renewal?.waiver.id ?? null;
}

const shownScope = (scope: WaiverScope): WaiverRow['scope'] => ({
  finding: scope.kind === 'finding' ? scope.fingerprint : null,
  record: scope.kind === 'record' ? { type: scope.type, id: scope.id } : null,
  rule: scope.kind === 'finding' ? null : scope.rule,
  rep: scope.kind === 'rule' ? scope.rep : null,
});

function notesOn({ waiver, withheld }: OpenWaiver, seen: Seen, why: string | null): string | null {
  const isStranger = seen.world.people.size > 0 && !isKnown(waiver.approver, seen);
  const own = `${withheld} ${withheld === 1 ? 'finding' : 'findings'} of the approver not covered`;
  const notes = [
    why ?? [],
    withheld > 0 ? own : [],
    isStranger ? `the approver ${waiver.approver} is not among the people of this source` : [],
  ].flat();
  return notes.length === 0 ? null : notes.join('; ');
}

/** What became of every waiver, by state; in each, the first to end first. */
export function statesOf(all: readonly OpenWaiver[], request: AuditRequest, seen: Seen): AuditResult['waivers'] {
  const rows = all.map((open): readonly [WaiverState, WaiverRow] => {
    const { id, scope, reason, text, approver, from, until } = open.waiver;
    const [state, why] = stateOf(open, request, seen);
    const daysLeft = (parseDay(until) ?? seen.world.today) - seen.world.today;
    const note = notesOn(open, seen, why);
    const told = {
      reason,
      text,
      approver,
      from,
      until,
      daysLeft,
      findings: open.covered,
      renewedBy: renewalOf(open, all),
      note,
    };
    return [state, { id, scope: shownScope(scope), ...told }];
  });
  const of = (state: WaiverState): WaiverRow[] =>
    rows
      .flatMap(([one, row]) => (one === state ? [row] : []))
      .sort((a, b) => byCodeUnit(a.until, b.until) || byCodeUnit(a.id, b.id));
  return {
    active: of('active'),
    unused: of('unused'),
    unmatched: of('unmatched'),
    pending: of('pending'),
    lapsed: of('lapsed'),
    unjudged: of('unjudged'),
  };
}
