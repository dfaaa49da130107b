import type { Shape, Subject } from '../facts/fact.ts';
import { owner } from '../facts/owner.ts';
import { state } from '../facts/state.ts';
import { tenure } from '../facts/tenure.ts';
import type { Exclusion, World } from '../facts/world.ts';
import { type Duration, durationInWords } from '../lib/duration.ts';
import { type Problem, UserError } from '../lib/errors.ts';
import { nearest } from '../lib/nearest.ts';
import type { Person } from '../model/records.ts';

/** Whom and what an audit is asked to judge. */
export interface Scope {
  /** E-mail addresses, names or ids; none: everyone. */
  readonly reps: readonly string[];
  /** E-mail addresses of managers: everyone below them. */
  readonly teams: readonly string[];
  /** Beside all open records, those closed within this time before as-of. */
  readonly closedWithin: Duration;
  /** Of several jobs that share an audit, whether an owner is this one's, by key; without it everyone is. */
  readonly isOwn?: (owner: string) => boolean;
}

/** Why records were left out, and how many: what one of several threads hands to another. */
export type LeftOut = readonly (readonly [reason: string, records: number])[];

/** Decides record by record, and remembers whom it was asked for and never met. */
export interface Gate {
  /** Whether this job is to judge it at all; of what another one judges, nothing is counted here. */
  readonly isOwn: (subject: Subject) => boolean;
  readonly takes: (subject: Subject) => boolean;
  /** Told of a record that is judged elsewhere: whoever is asked for and owns it exists. */
  readonly meets: (subject: Subject) => void;
  /** Why records were left out, or judged in part only, with counts, by reason. */
  readonly leftOut: () => readonly { reason: string; records: number }[];
  /** The same as it is handed over, and as it is taken in. */
  readonly counts: () => LeftOut;
  readonly join: (others: LeftOut) => void;
  /** Throws when somebody asked for does not exist: neither in the list of people nor as the owner of any record. */
  readonly close: () => void;
}

/** Whether somebody goes by this id, e-mail address or name. */
export const isCalled = (
  who: string,
  { id, email, name }: { id?: unknown; email?: unknown; name?: unknown },
): boolean => {
  const wanted = who.trim().toLowerCase();
  return [id, email, name].some((value) => typeof value === 'string' && value.toLowerCase() === wanted);
};

/** A manager and everyone below, whatever the depth; a ring of managers ends where it began. */
function teamOf(manager: Person, people: ReadonlyMap<string, Person>): ReadonlySet<string> {
  const team = new Set<string>();
  let level = [manager.id ?? ''];
  while (level.length > 0) {
    const above = new Set(level);
    const next = [...people.values()].filter(({ id, managerId }) => id && managerId && above.has(managerId));
    level = next.map(({ id }) => id ?? '').filter((id) => !team.has(id));
    for (const id of level) team.add(id);
  }
  return team;
}

function nobodyCalled(who: string, option: string, known: Iterable<string>): Problem {
  const near = nearest(who, new Set(known), 3);
  return {
    message: `no ${option} "${who}" in this source`,
    hint: near.length > 0 ? `nearest: ${near.join(', ')}` : 'write an e-mail address, a name or an id',
  };
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new UserError(problems);
}

const labelsOf = (people: Iterable<Person>): string[] =>
  [...people].flatMap(({ name, email }) => [name, email]).filter((label) => typeof label === 'string');

function membersOf(teams: readonly string[], { people }: World): ReadonlySet<string> | null {
  if (teams.length === 0) return null;
  const everyone = [...people.values()];
  const found = teams.map((who) => ({ who, manager: everyone.find((person) => isCalled(who, person)) }));
  const missing = found.filter(({ manager }) => manager === undefined);
  refuse(missing.map(({ who }) => nobodyCalled(who, 'manager', labelsOf(everyone))));
  return new Set(found.flatMap(({ manager }) => (manager === undefined ? [] : [...teamOf(manager, people)])));
}

/** Whether a record is left out. One of which that cannot be told is judged: leaving out must not come by chance. */
function excludes({ when, rep, records }: Exclusion, subject: Subject): boolean {
  const { id } = subject.record;
  if (records !== null) return Boolean(id && (records.has(id) || (id.length === 18 && records.has(id.slice(0, 15)))));
  return rep === null ? when?.(subject) === true : isCalled(rep, owner.of(subject));
}

/** Whose page a record stands on: the id of the owner, else the e-mail address, else the name, else ''. */
export const ownerKey = ({ id, email, name }: Pick<Shape<typeof owner.provides>, 'id' | 'email' | 'name'>): string =>
  id ?? email ?? name ?? '';

export function openGate({ reps, teams, closedWithin, isOwn }: Scope, world: World): Gate {
  const { calendar, asOf } = world;
  const closedFrom = calendar.add(asOf, { ...closedWithin, amount: -closedWithin.amount });
  const members = membersOf(teams, world);
  const met = new Set<string>();
  const seen = new Set<string>();
  const counts = new Map<string, number>(world.exclusions.map(({ reason }) => [reason, 0]));
  const count = (reason: string, records: number): void => void counts.set(reason, (counts.get(reason) ?? 0) + records);
  const leave = (reason: string): false => {
    count(reason, 1);
    return false;
  };
  const isCalledFor = (shape: Shape<typeof owner.provides>): boolean => {
    const called = reps.filter((who) => isCalled(who, shape));
    for (const who of called) met.add(who);
    return called.length > 0 || (shape.id ? (members?.has(shape.id) ?? false) : false);
  };
  const isAsked = (subject: Subject): boolean => {
    if (reps.length === 0 && members === null) return true;
    const shape = owner.of(subject);
    for (const label of [shape.name, shape.email]) if (label) seen.add(label);
    return isCalledFor(shape);
  };
  const excludedFor = (subject: Subject): string | undefined =>
    world.exclusions.find((exclusion) => excludes(exclusion, subject))?.reason;
  const isCurrent = (subject: Subject): boolean => {
    const { isOpen, closedAt } = state.of(subject);
    return isOpen !== false || (closedAt ?? Number.NEGATIVE_INFINITY) >= closedFrom;
  };
  const inherited = `got less than ${durationInWords(world.limits.inherited)} ago: judged on what its owner has done alone`;
  const isTheirs = (subject: Subject): boolean => {
    const { isAway, isInherited } = tenure.of(subject);
    if (isAway === true) return leave('its owner is on leave');
    if (isInherited === true) leave(inherited);
    return true;
  };
  const whyNever = ({ record: { isDeleted, createdAt } }: Subject): string | undefined => {
    if (isDeleted === true) return 'in the recycle bin';
    return (createdAt ?? asOf) > asOf ? 'created after as-of' : undefined;
  };
  const meets = (subject: Subject): void => {
    if (whyNever(subject) === undefined) isAsked(subject);
  };
  return {
    meets,
    isOwn: (subject) => {
      if (isOwn === undefined || isOwn(ownerKey(owner.of(subject)))) return true;
      meets(subject);
      return false;
    },
    takes: (subject) => {
      const never = whyNever(subject);
      if (never !== undefined) return leave(never);
      if (!isAsked(subject)) return leave('owned by someone else than asked for');
      const excluded = excludedFor(subject);
      if (excluded !== undefined) return leave(excluded);
      return isCurrent(subject) ? isTheirs(subject) : leave('closed before the window');
    },
    leftOut: () =>
      [...counts].map(([reason, records]) => ({ reason, records })).sort((a, b) => (a.reason < b.reason ? -1 : 1)),
    counts: () => [...counts],
    join: (others) => {
      for (const [reason, records] of others) count(reason, records);
    },
    close: () => {
      const everyone = [...world.people.values()];
      const unknown = reps.filter((who) => !met.has(who) && !everyone.some((person) => isCalled(who, person)));
      refuse(unknown.map((who) => nobodyCalled(who, 'rep', [...seen, ...labelsOf(everyone)])));
    },
  };
}
