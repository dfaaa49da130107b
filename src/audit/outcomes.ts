import { overRecords } from '../audit.ts';
import { wasEngagedBy } from '../facts/engagement.ts';
import { changesOf } from '../facts/folds/timeline.ts';
import { money } from '../facts/money.ts';
import { owner } from '../facts/owner.ts';
import { peopleOnDeal } from '../facts/people-on-deal.ts';
import { pushes } from '../facts/pushes.ts';
import { response } from '../facts/response.ts';
import { journeyOf } from '../facts/stage-moves.ts';
import { state } from '../facts/state.ts';
import type { Subject, World } from '../facts/world.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import type { DealOutcome, EngagedPerson, LeadOutcome, Outcomes, Somebody } from '../model/outcome.ts';
import { judge } from '../rulebook/evaluate.ts';
import type { Rule } from '../rulebook/rule.ts';
import type { View } from '../rulebook/scope.ts';
import { nameOf } from './entries.ts';
import type { AuditRequest } from './request.ts';
import { openGate } from './scope.ts';

const presentOwner = (subject: Subject): Somebody => {
  const { id, name, email } = owner.of(subject);
  return { id: id ?? null, name: name ?? null, email: email ?? null };
};

function personCalled(id: string, world: World): Somebody {
  const person = world.people.get(id);
  return { id, name: person?.name ?? null, email: person?.email ?? null };
}

/** Whoever owned a record at a moment: what the first change of owner after it found. */
function ownerAt(subject: Subject, at: number): Somebody {
  const { record, world } = subject;
  const changes = changesOf(record.id ? world.folds.timeline.of(record.id) : undefined);
  const next = changes.find((change) => change.field === 'owner' && change.at > at);
  return next?.from ? personCalled(next.from, world) : presentOwner(subject);
}

/** When somebody first counted as engaged: a meeting or call that took place, or mail that has gone both ways. */
function engagedSince({ participation }: ReturnType<typeof peopleOnDeal>['people'][number]): number | undefined {
  if (participation === null) return undefined;
  const { firstMetAt, firstInboundAt, firstOutboundAt } = participation;
  const exchanged =
    firstInboundAt === null || firstOutboundAt === null ? null : Math.max(firstInboundAt, firstOutboundAt);
  const moments = [firstMetAt, exchanged].filter((at) => at !== null);
  return moments.length === 0 ? undefined : Math.min(...moments);
}

function engagedBy(subject: Subject, until: number): readonly EngagedPerson[] | null {
  const { people, seesParticipants } = peopleOnDeal(subject);
  if (!seesParticipants) return null;
  return people
    .filter(({ participation }) => wasEngagedBy(participation, until) === true)
    .flatMap((person) => {
      const since = engagedSince(person);
      return since === undefined ? [] : [{ name: person.name, since }];
    })
    .sort((a, b) => a.since - b.since || byCodeUnit(a.name, b.name));
}

/** The last time that the second stage was left for a later one, or for good. */
function secondStageOf(subject: Subject): DealOutcome['secondStage'] {
  const { moves } = journeyOf(subject);
  if (moves === undefined) return undefined;
  const left = moves.findLast(
    ({ fromStage, toStage }) => fromStage?.index === 1 && toStage !== undefined && toStage.index > 1,
  );
  if (left === undefined) return null;
  return { leftAt: left.at, isOnward: left.toStage?.group !== 'lost' };
}

function dealOutcome(subject: Subject): DealOutcome {
  const { record, world } = subject;
  const { isOpen, isWon, closedAt } = state.of(subject);
  const isClosed = isOpen === false && typeof closedAt === 'number';
  return {
    id: record.id ?? '',
    name: nameOf(record),
    owner: isClosed ? ownerAt(subject, closedAt) : presentOwner(subject),
    amount: money.of(subject).amount,
    currency: world.reportCurrency ?? record.currency ?? null,
    isOpen: isOpen ?? undefined,
    isWon: isOpen === false ? (isWon ?? undefined) : undefined,
    closedAt,
    pushes: pushes.of(subject).count,
    secondStage: secondStageOf(subject),
    engagedAtClose: isClosed ? engagedBy(subject, closedAt) : null,
  };
}

/** The rule that says what an answer in time is. */
const FIRST_RESPONSE = 'workflow/slow-first-response';

/** Of a lead that the rule applies to and whose time is over. */
function leadOutcomes(view: View, rule: Rule): readonly LeadOutcome[] {
  const { outcome } = judge(rule, view);
  const { startedAt, firstNotAfter } = response.of(view);
  const isDecided = outcome === 'fail' || (outcome === 'pass' && typeof firstNotAfter === 'number');
  if (!isDecided || typeof startedAt !== 'number') return [];
  return [{ id: view.record.id ?? '', owner: presentOwner(view), startedAt, isInTime: outcome === 'pass' }];
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => byCodeUnit(a.id, b.id);

/**
 * Reads what became of the deals and leads in scope, closed ones included as far back as `scope.closedWithin` reaches.
 * Whatever history or activity does not show stays unknown.
 */
export function readOutcomes(request: AuditRequest): Promise<Outcomes> {
  const { rulebook, scope } = request;
  const rule = rulebook.rules.find(({ id }) => id === FIRST_RESPONSE);
  return overRecords(request, rulebook, (world) => {
    const gate = openGate(scope, world);
    const [deals, leads]: [DealOutcome[], LeadOutcome[]] = [[], []];
    const take = (view: View): void => {
      if (view.record.type === 'deal') deals.push(dealOutcome(view));
      else leads.push(...(rule === undefined ? [] : leadOutcomes(view, rule)));
    };
    return {
      enter: (view) => {
        if (gate.isOwn(view) && gate.takes(view)) take(view);
      },
      close: () => {
        gate.close();
        return { deals: deals.sort(byId), leads: leads.sort(byId) };
      },
    };
  });
}
