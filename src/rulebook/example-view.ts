import { startGathering } from '../facts/gather.ts';
import type { Route, RoutingPolicy, Setting, World } from '../facts/world.ts';
import type { Position, Problem } from '../lib/errors.ts';
import { parseDay, parseInstant } from '../lib/time.ts';
import type { Part } from '../model/dataset.ts';
import { canon, type Fields, type RowType } from '../model/fields.ts';
import type { Activity, AuditRecord, Deal, Person, RecordType } from '../model/records.ts';
import { canonicalName, type RowPlace, readRow } from './example-row.ts';
import { compileCondition } from './expression/compile.ts';
import type { Value } from './expression/type.ts';
import { givenParameters, parameterValues } from './parameters.ts';
import { originOf } from './place.ts';
import type { Rule } from './rule.ts';
import type { Example } from './schema.ts';
import { recordScope, type View } from './scope.ts';

/** One example of a rule on its way to a view, and where its problems go. */
interface Draft {
  readonly rule: Rule;
  readonly example: Example;
  readonly setting: Setting;
  /** Of a part of the example: `['record', 'nextStep']`. */
  readonly at: (path: readonly (string | number)[], of: 'key' | 'value') => Position;
  readonly report: (problem: Problem) => void;
}

const AS_OF = Date.UTC(2026, 10, 18, 17);

const ids = { lead: '00Q000000000001AAA', deal: '006000000000001AAA', owner: '005000000000001AAA' } as const;

const owner: Person = {
  id: ids.owner,
  name: 'Robin Example',
  email: 'robin@seller.example',
  kind: 'user',
  isActive: true,
};

/** What is known of every record of an example: it is open and somebody's. Nothing else is. */
const bases: { readonly [T in RecordType]: Extract<AuditRecord, { type: T }> } = {
  lead: { type: 'lead', id: ids.lead, status: 'Working - Contacted', isConverted: false },
  deal: { type: 'deal', id: ids.deal, isClosed: false },
};

function asOfOf({ example, setting, at, report }: Draft): number {
  const { zone } = setting.calendar;
  if (example.asOf === undefined) return AS_OF;
  const day = parseDay(example.asOf);
  const instant = day === undefined ? parseInstant(example.asOf, zone) : zone.endOfDay(day);
  if (instant === undefined)
    report({
      message: `"${example.asOf}" is not a moment`,
      at: at(['asOf'], 'value'),
      hint: 'write 2026-11-18T17:00:00Z',
    });
  return instant ?? AS_OF;
}

/** The record type: the one that is written, else the first of the rule that has every field of the example. */
function typeOf({ rule, example, at, report }: Draft): RecordType {
  const [first = 'lead'] = rule.on;
  if (example.on === undefined) {
    const names = Object.keys(example.record);
    return rule.on.find((type) => names.every((name) => canonicalName(type, name) !== undefined)) ?? first;
  }
  if (!rule.on.includes(example.on))
    report({
      message: `${rule.id} is not on ${example.on}s`,
      at: at(['on'], 'value'),
      hint: `it is on ${rule.on.join(', ')}`,
    });
  return example.on;
}

const placeOf = ({ setting, at, report }: Draft, ...path: readonly (string | number)[]): RowPlace => ({
  zone: setting.calendar.zone,
  at: (field, of) => at([...path, field], of),
  report,
});

/** The record: what the example says, laid over the base. A stage says itself whether the deal is closed. */
function recordOf(draft: Draft, type: RecordType): AuditRecord {
  const { example, setting } = draft;
  const ownerId = namesOwner(example.record) ? {} : { ownerId: ids.owner };
  const place = placeOf(draft, 'record');
  if (type === 'lead') return { ...bases.lead, ...ownerId, ...readRow('lead', example.record, place) };
  return dealOf({ ...ownerId, ...readRow('deal', example.record, place) }, setting);
}

const namesOwner = (row: object): boolean =>
  ['ownerId', 'ownerName', 'ownerEmail'].some((name) => Object.hasOwn(row, name));

function dealOf(row: Omit<Deal, 'type'>, { stageOf }: Setting): Deal {
  const group = row.stage ? stageOf(row.stage)?.group : undefined;
  return { ...bases.deal, isClosed: group === 'won' || group === 'lost', ...row };
}

/** The routes of an example speak of its record, whatever they read. */
function routingOf({ rule, example, at, report }: Draft): RoutingPolicy | null {
  const index = rule.examples.indexOf(example);
  const routes = example.routes.flatMap(({ name, when, owner: expected, from, until }, place): readonly Route[] => {
    const path = ['routes', place, 'when'] as const;
    const compiled = compileCondition(when, recordScope, originOf(rule.document, ['examples', index, ...path]));
    if ('ok' in compiled) {
      const { evaluate, reads } = compiled.ok;
      const days = { from: from ? (parseDay(from) ?? null) : null, until: until ? (parseDay(until) ?? null) : null };
      return [{ name, when: evaluate, owners: [expected], reads, ...days }];
    }
    for (const problem of compiled.problems) report({ at: at(path, 'value'), ...problem });
    return [];
  });
  return routes.length === 0 ? null : { lead: routes, deal: routes };
}

function paramsOf({ rule, example, at, report }: Draft): Readonly<Record<string, Value>> {
  const placed = { isOff: false, params: example.params, severity: undefined, locate: at };
  const given = givenParameters({ id: rule.id, file: { params: rule.written } }, placed, (found) =>
    found.forEach(report),
  );
  return { ...rule.params, ...parameterValues(given) };
}

/** An activity has been completed when it lies in the past, unless it says otherwise. */
function completed(row: Activity, asOf: number): Activity {
  if (row.isCompleted !== undefined) return row;
  if (row.at !== undefined && row.at !== null) return { ...row, isCompleted: row.at <= asOf };
  return row.dueDate === undefined ? row : { ...row, isCompleted: false };
}

/** The CRM of an example has the standard fields of Salesforce; of the others, those that the example speaks of. */
function columnOf({ example }: Draft, type: RowType, name: string): string | undefined {
  const fields: Fields = canon[type];
  const isRecord = type === 'lead' || type === 'deal';
  const isGiven = isRecord && Object.keys(example.record).some((given) => canonicalName(type, given) === name);
  return fields[name]?.salesforce[0] ?? (isGiven ? name : undefined);
}

/** The world around the record: what the example says of it is all there is, but for what its CRM cannot show. */
function worldOf(draft: Draft, setting: Setting, record: AuditRecord): World {
  const { example } = draft;
  const { id, type } = record;
  const { take, world: gathered } = startGathering(setting);
  const has = (part: Part): boolean => !example.without.includes(part);
  const rows = (of: 'people' | 'contacts' | 'contactRoles' | 'history' | 'activities', part?: Part) =>
    part === undefined || has(part) ? example[of].map((row, i) => [row, placeOf(draft, of, i)] as const) : [];
  const link = type === 'lead' ? { leadId: id } : { dealId: id };
  if (has('people')) take.person(owner);
  for (const row of rows('people', 'people')) take.person(readRow('person', ...row));
  for (const row of rows('contacts', 'contacts')) take.contact(readRow('contact', ...row));
  for (const row of rows('contactRoles', 'contactRoles'))
    take.contactRole({ dealId: id, ...readRow('contactRole', ...row) });
  for (const row of rows('history')) take.history({ recordId: id, recordType: type, ...readRow('history', ...row) });
  for (const row of rows('activities'))
    take.activity(completed({ body: null, ...link, ...readRow('activity', ...row) }, setting.asOf));
  const shown = gathered({ has, columnOf: (row, name) => columnOf(draft, row, name) });
  const world: World = { ...shown, tracks: (of) => has(`${of}History`) };
  for (const one of [record, ...othersOf(draft)]) introduce(one, world);
  return world;
}

/** Makes a record known to those that are judged by it. */
function introduce(record: AuditRecord, world: World): void {
  const { conversions, prospects } = world.folds;
  world.identities.take({ record, world });
  const deal = record.type === 'deal' ? record.id : record.convertedDealId;
  if (!deal) return;
  conversions.add(deal, record);
  if (record.type === 'lead') prospects.add(deal, record);
}

/** The other records of an example: open, and of the same owner, unless they say otherwise. */
function othersOf(draft: Draft): readonly AuditRecord[] {
  const { example, setting } = draft;
  const leads = example.leads.map((row, i): AuditRecord => {
    const ownerId = namesOwner(row) ? {} : { ownerId: ids.owner };
    return { ...bases.lead, id: `other-lead-${i}`, ...ownerId, ...readRow('lead', row, placeOf(draft, 'leads', i)) };
  });
  const deals = example.deals.map((row, i): AuditRecord => {
    const ownerId = namesOwner(row) ? {} : { ownerId: ids.owner };
    return dealOf({ id: `other-deal-${i}`, ...ownerId, ...readRow('deal', row, placeOf(draft, 'deals', i)) }, setting);
  });
  return [...leads, ...deals];
}

/**
 * What an example sets before the rule: its record in its world, with its parameters. Everything that it writes wrongly
 * is reported at its place in the rule file.
 */
export function viewOf(rule: Rule, example: Example, setting: Setting, report: (problem: Problem) => void): View {
  const index = rule.examples.indexOf(example);
  const at: Draft['at'] = (path, of) => rule.document.position(['examples', index, ...path], of);
  const draft: Draft = { rule, example, setting, at, report };
  const asOf = asOfOf(draft);
  const own: Setting = { ...setting, asOf, today: setting.calendar.zone.toDay(asOf), routing: routingOf(draft) };
  const record = recordOf(draft, typeOf(draft));
  return { record, world: worldOf(draft, own, record), params: paramsOf(draft) };
}
