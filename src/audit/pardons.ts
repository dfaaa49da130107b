import type { World } from '../facts/world.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import { UserError } from '../lib/errors.ts';
import { formatDay } from '../lib/time.ts';
import type { AuditResult, Finding } from '../model/audit-result.ts';
import type { AuditRecord, Person } from '../model/records.ts';
import type { Waiver } from '../model/waiver.ts';
import type { Entry } from './entries.ts';
import type { AuditRequest } from './request.ts';
import { isCalled } from './scope.ts';
import { type OpenWaiver, statesOf } from './waiver-states.ts';

/** What waivers and appeals say of findings; in the end, what became of every waiver. */
export interface Pardons {
  /** Told of every record that is read, judged or left out. */
  readonly meet: (record: AuditRecord, isJudged: boolean) => void;
  /** The finding with the waiver in force and the appeal that speak of it. */
  readonly of: (finding: Finding, owner: Entry) => Finding;
  /** What was found of each waiver so far, in the order of the request: what one of several threads hands to another. */
  readonly found: () => readonly FoundOfWaiver[];
  readonly join: (others: readonly FoundOfWaiver[]) => void;
  /** Given every owner, in order. Throws where somebody has approved a waiver of their own findings. */
  readonly close: (owners: Iterable<Called>) => AuditResult['waivers'];
}

type FoundOfWaiver = Pick<OpenWaiver, 'covered' | 'withheld' | 'ownFindingsOf' | 'record'>;

const shown = ({ id, reason, text, approver, until }: Waiver): Finding['waiver'] => ({
  id,
  reason,
  text,
  approver,
  until,
});

function termOf({ from, until }: Waiver, today: string): OpenWaiver['term'] {
  if (until < today) return 'lapsed';
  return from > today ? 'pending' : 'active';
}

/** Salesforce shows ids without their last three characters, too. */
const idsOf = (id: string): readonly string[] => (id.length === 18 ? [id, id.slice(0, 15)] : [id]);

/** What a waiver of a finding may be written for, the closest first. */
const keysOf = ({ fingerprint, rule, record }: Finding): readonly string[] => [
  `finding ${fingerprint}`,
  ...idsOf(record.id).map((id) => `record ${record.type} ${id}`),
  `rule ${rule}`,
];

function keyOf({ scope }: Waiver): string {
  if (scope.kind === 'finding') return `finding ${scope.fingerprint}`;
  return scope.kind === 'record' ? `record ${scope.type} ${scope.id}` : `rule ${scope.rule}`;
}

/** Whether a waiver that is written for the record or rule of a finding is for this rule and this owner as well. */
function isFor({ scope }: Waiver, { rule }: Finding, owner: Entry): boolean {
  if (scope.kind === 'finding') return true;
  if (scope.kind === 'record') return scope.rule === null || scope.rule === rule;
  return scope.rep === null || isCalled(scope.rep, owner);
}

/** Whatever people go by. */
type Called = Pick<Person, 'id' | 'email' | 'name'>;

/** Whether an approver is the owner, by whatever the people of the source tell of either; worked out once for each pair. */
function approvals({ people }: World): (waiver: Waiver, owner: Called) => boolean {
  const known = new Map<string, Map<Called, boolean>>();
  const isOwn = (approver: string, owner: Called): boolean => {
    if (isCalled(approver, owner)) return true;
    const called = [...people.values()].filter((person) => isCalled(approver, person));
    return called.some(({ id, email }) => (id && id === owner.id) || (email && isCalled(email, owner)));
  };
  return ({ approver }, owner) => {
    const owners = known.get(approver) ?? new Map<Called, boolean>();
    known.set(approver, owners);
    const found = owners.get(owner) ?? isOwn(approver, owner);
    owners.set(owner, found);
    return found;
  };
}

type IsOwn = ReturnType<typeof approvals>;

/** A waiver of a rule for one rep is wrong by its words alone, whether or not anything fails yet. */
function noteOwn(open: readonly OpenWaiver[], known: readonly Called[], isOwn: IsOwn): void {
  for (const one of open) {
    const { scope } = one.waiver;
    if (one.term === 'lapsed' || scope.kind !== 'rule' || scope.rep === null) continue;
    const rep = known.find((who) => isCalled(scope.rep ?? '', who));
    if (rep !== undefined && isOwn(one.waiver, rep)) one.ownFindingsOf = rep.name ?? scope.rep;
  }
}

const isForEveryone = ({ scope }: Waiver): boolean => scope.kind === 'rule' && scope.rep === null;

/** The one to end last first. */
const byEnd = (a: OpenWaiver, b: OpenWaiver): number =>
  byCodeUnit(b.waiver.until, a.waiver.until) || byCodeUnit(a.waiver.id, b.waiver.id);

function indexed(open: readonly OpenWaiver[]): ReadonlyMap<string, readonly OpenWaiver[]> {
  const index = new Map<string, OpenWaiver[]>();
  for (const one of [...open].sort(byEnd)) {
    const key = keyOf(one.waiver);
    index.set(key, [...(index.get(key) ?? []), one]);
  }
  return index;
}

/** Nobody answers for themselves: told of a waiver for one rep, withheld from one for everyone. */
function refuseOwn(open: readonly OpenWaiver[]): void {
  const own = open.filter(({ waiver, ownFindingsOf }) => ownFindingsOf !== null && !isForEveryone(waiver));
  if (own.length === 0) return;
  throw new UserError(
    own.map(({ waiver, ownFindingsOf }) => ({
      message: `waiver ${waiver.id}: the approver ${waiver.approver} is the rep that it is for (${ownFindingsOf})`,
      at: waiver.at('approver'),
      hint: 'somebody else has to approve it',
    })),
  );
}

/** Of several the same, whatever the order in which they are met. */
const firstOf = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && byCodeUnit(b, a) < 0) ? b : a;

/** What two threads found of one waiver. */
function joinFound(one: OpenWaiver, { covered, withheld, ownFindingsOf, record }: FoundOfWaiver): void {
  one.covered += covered;
  one.withheld += withheld;
  one.ownFindingsOf = firstOf(one.ownFindingsOf, ownFindingsOf);
  one.record ??= record;
}

/** Counts what each waiver is for, and gives the one in force that is closest to the finding. */
function take(candidates: readonly OpenWaiver[], owner: Entry, isOwn: IsOwn): OpenWaiver | undefined {
  const able = candidates.filter((one) => {
    if (one.term !== 'active' || !isOwn(one.waiver, owner)) return true;
    one.ownFindingsOf = firstOf(one.ownFindingsOf, owner.name ?? owner.email ?? owner.id);
    one.withheld += 1;
    return false;
  });
  const active = able.find(({ term }) => term === 'active');
  for (const one of able) if (one.term !== 'lapsed' || active === undefined) one.covered += 1;
  return active;
}

/** Opens the waivers and appeals of an audit. Without any, findings go through as they are. */
export function openPardons(request: AuditRequest, world: World): Pardons {
  const { waivers = [], appeals = new Map() } = request;
  const today = formatDay(world.today);
  const open = waivers.map(
    (waiver): OpenWaiver => ({
      waiver,
      term: termOf(waiver, today),
      covered: 0,
      withheld: 0,
      ownFindingsOf: null,
      record: null,
    }),
  );
  const index = indexed(open);
  const isOwn = approvals(world);
  const hasRecords = open.some(({ waiver }) => waiver.scope.kind === 'record');
  const isAnything = open.length > 0 || appeals.size > 0;
  return {
    meet: ({ type, id }, isJudged) => {
      if (!hasRecords || !id) return;
      const own = idsOf(id).flatMap((one) => index.get(`record ${type} ${one}`) ?? []);
      for (const one of own) one.record = isJudged ? 'judged' : 'left out';
    },
    of: (finding, owner) => {
      if (!isAnything) return finding;
      const appeal = appeals.get(finding.fingerprint) ?? null;
      if (appeal?.status === 'overturned') return { ...finding, appeal };
      const candidates = keysOf(finding)
        .flatMap((key) => index.get(key) ?? [])
        .filter(({ waiver }) => isFor(waiver, finding, owner));
      const active = take(candidates, owner, isOwn);
      return { ...finding, waiver: active ? shown(active.waiver) : null, appeal };
    },
    found: () =>
      open.map(({ covered, withheld, ownFindingsOf, record }) => ({ covered, withheld, ownFindingsOf, record })),
    join: (others) => {
      for (const [i, one] of open.entries()) {
        const other = others[i];
        if (other !== undefined) joinFound(one, other);
      }
    },
    close: (owners) => {
      const all = [...owners];
      noteOwn(open, [...all, ...world.people.values()], isOwn);
      refuseOwn(open);
      return statesOf(open, request, { world, owners: all });
    },
  };
}
