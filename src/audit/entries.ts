import { hash } from 'node:crypto';
import type { Subject } from '../facts/fact.ts';
import { money } from '../facts/money.ts';
import { owner } from '../facts/owner.ts';
import type { World } from '../facts/world.ts';
import type { Finding, RepResult } from '../model/audit-result.ts';
import type { Dataset, Gap } from '../model/dataset.ts';
import type { AuditRecord, Person } from '../model/records.ts';
import { evidenceFor, type Judgment, unknownsOf } from '../rulebook/evaluate.ts';
import { names, type View } from '../rulebook/scope.ts';
import { isCalled, ownerKey } from './scope.ts';

export type OwnerKind = 'user' | 'inactive-user' | 'queue' | 'none';

/** One owner's pages: every owner of a record in scope has one, a queue and nobody included. */
export interface Entry {
  readonly key: string;
  readonly kind: OwnerKind;
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly managerId: string | null;
  /** Who that is, where the source tells. */
  readonly manager: Pick<Person, 'name' | 'email'> | undefined;
  /** What the CRM calls their role. */
  readonly title: string | null;
  readonly records: { lead: number; deal: number };
  /** Checks that could not be evaluated: by rule, then by reason, the number of records. */
  readonly notEvaluable: Map<string, Map<string, number>>;
}

const kindOf = (kind: string | null | undefined, isActive: boolean | null | undefined): OwnerKind => {
  if (kind === 'queue') return 'queue';
  if (kind !== 'user') return 'none';
  return isActive === false ? 'inactive-user' : 'user';
};

/** The entry of the owner of a record, opened on first sight. */
export function entryOf(subject: Subject, entries: Map<string, Entry>): Entry {
  const shape = owner.of(subject);
  const { id, name, email, kind, isActive } = shape;
  const key = ownerKey(shape);
  const known = entries.get(key);
  if (known !== undefined) return known;
  const person = id ? subject.world.people.get(id) : undefined;
  const entry: Entry = {
    key,
    kind: kindOf(kind, isActive),
    id: id ?? null,
    name: name ?? null,
    email: email ?? null,
    managerId: person?.managerId ?? null,
    manager: subject.world.people.get(person?.managerId ?? ''),
    title: person?.role ?? null,
    records: { lead: 0, deal: 0 },
    notEvaluable: new Map(),
  };
  entries.set(key, entry);
  return entry;
}

const idleEntry = (person: Person, { people }: Pick<World, 'people'>): Entry => ({
  key: person.id ?? person.email ?? person.name ?? '',
  kind: person.kind === 'queue' ? 'queue' : kindOf('user', person.isActive),
  id: person.id ?? null,
  name: person.name ?? null,
  email: person.email ?? null,
  managerId: person.managerId ?? null,
  manager: people.get(person.managerId ?? ''),
  title: person.role ?? null,
  records: { lead: 0, deal: 0 },
  notEvaluable: new Map(),
});

/**
 * Opens an entry for everybody asked for who owns nothing in scope, here or among the others: there is nothing on it, but
 * who it is.
 */
export function seatIdle(
  reps: readonly string[],
  world: Pick<World, 'people'>,
  entries: Map<string, Entry>,
  others: readonly Pick<RepResult, 'id' | 'email' | 'name'>[],
) {
  for (const who of reps) {
    if ([...entries.values(), ...others].some((owner) => isCalled(who, owner))) continue;
    for (const person of world.people.values()) {
      if (!isCalled(who, person)) continue;
      const entry = idleEntry(person, world);
      entries.set(entry.key, entry);
    }
  }
}

/** The same across runs: the rule and the record, and nothing that changes from week to week. */
export const fingerprintOf = (rule: string, { type, id }: Pick<AuditRecord, 'type' | 'id'>): string =>
  hash('sha256', `${rule}\n${type}\n${id ?? ''}`, 'buffer').toString('hex', 0, 10);

/** What to call a record: its name, else the company. */
export const nameOf = (record: AuditRecord): string | null => {
  if (record.name) return record.name;
  if (record.type === 'deal') return null;
  return [record.firstName, record.lastName].filter(Boolean).join(' ') || (record.companyName ?? null);
};

const exposureOf = (subject: Subject): Finding['exposure'] => {
  const { record, world } = subject;
  const { amount } = record.type === 'deal' ? money.of(subject) : { amount: undefined };
  if (typeof amount !== 'number') return null;
  return {
    amount,
    currency: record.currency && world.reportCurrency ? world.reportCurrency : (record.currency ?? null),
  };
};

/** Shows failed checks as the report does. The findings of one record share what they say of it. */
export function createFindings({ urlOf }: Pick<Dataset, 'urlOf'>): (judgment: Judgment, view: View) => Finding {
  const shown = (view: View) => {
    const { type, id } = view.record;
    const record = { type, id: id ?? '', name: nameOf(view.record), url: urlOf(type, id ?? '') ?? null };
    return { view, record, exposure: exposureOf(view) };
  };
  let last: ReturnType<typeof shown> | undefined;
  return ({ rule, severity, params }, view) => {
    view.params = params;
    if (last?.view !== view) last = shown(view);
    const { record, exposure } = last;
    return {
      fingerprint: fingerprintOf(rule.id, view.record),
      rule: rule.id,
      area: rule.area,
      severity,
      record,
      message: rule.message(view),
      fix: rule.fix,
      evidence: evidenceFor(rule, view),
      exposure,
      scenarios: [...rule.scenarios],
      waiver: null,
      appeal: null,
    };
  };
}

/** A field of the other record type, such as of the lead that became a deal: the least likely to be what is missing. */
const isOfOther = (need: string, type: 'lead' | 'deal'): boolean =>
  need.startsWith(type === 'lead' ? 'deal.' : 'lead.');

/** Says in words why a check could not be evaluated: the gap that hides what it reads, else what is not known. */
export function createReasons(
  gaps: readonly Gap[],
  { columnOf }: Pick<World, 'columnOf'>,
): (judgment: Judgment, view: View) => string {
  const hidden = new Map(
    gaps.flatMap(({ hides, what, reason }) => hides.map((need) => [need, `${what}: ${reason}`] as const)),
  );
  const known = new Map<string, string>();
  const describe = (path: string, type: 'lead' | 'deal'): string => {
    const name = names.get(path);
    const needs = [...(name?.needs ?? [])].sort((a, b) => Number(isOfOther(a, type)) - Number(isOfOther(b, type)));
    const gap = needs.map((need) => hidden.get(need)).find((reason) => reason !== undefined);
    const column = name?.field === undefined ? undefined : columnOf(type, name.field);
    return gap ?? `${column ?? path} is not known`;
  };
  return (judgment, view) => {
    const { type } = view.record;
    const unknowns = unknownsOf(judgment, view);
    const key = `${type} ${unknowns.join(' ')}`;
    const reason = known.get(key) ?? [...new Set(unknowns.map((path) => describe(path, type)))].join('; ');
    known.set(key, reason);
    return reason;
  };
}
