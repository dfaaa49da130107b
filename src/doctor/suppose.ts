import type { Stage, World } from '../facts/world.ts';
import type { Part } from '../model/dataset.ts';
import { canon, type Field, type ValueType } from '../model/fields.ts';
import type { AuditRecord } from '../model/records.ts';
import { type Judgment, judge } from '../rulebook/evaluate.ts';
import type { View } from '../rulebook/scope.ts';
import type { Input } from './input.ts';

type Value = string | number | boolean | readonly string[] | null;

const DAY = 86_400_000;

/** Fields that every record of a CRM has a value for: supposing them blank would prove nothing. */
const filled = new Set([
  ...['id', 'ownerId', 'createdAt', 'createdById', 'modifiedAt', 'status', 'isConverted', 'stage', 'isClosed', 'isWon'],
  ...['closeDate', 'lastName', 'name', 'companyName'],
]);

const plain: { readonly [T in ValueType]: (world: World) => Value } = {
  text: () => 'something',
  texts: () => [],
  number: () => 1000,
  boolean: () => false,
  date: ({ today }) => today + 3,
  instant: ({ asOf }) => asOf - 10 * DAY,
};

/** Whether a field is one that CRMs come with, or one that a team must name. */
const isStandard = ({ salesforce, hubspot }: Field): boolean => salesforce.length + hubspot.length > 0;

/** The canonical fields of a record type that an input brings. */
export function fieldsOf({ id }: Input, type: AuditRecord['type']): readonly string[] {
  const fields: readonly [string, Field][] = Object.entries(canon[type]);
  // Contacts listed on a deal are the same as contact roles, and come with them.
  if (id === 'contacts' && type === 'deal') return ['contactIds'];
  if (id === `${type}-columns`)
    return fields.filter(([name, field]) => isStandard(field) && name !== 'contactIds').map(([name]) => name);
  if (id === `${type}-fields`) return fields.filter(([, field]) => !isStandard(field)).map(([name]) => name);
  return [];
}

function recordWith<R extends AuditRecord>(record: R, added: ReadonlySet<string>, world: World, isBlank: boolean): R {
  const fields: Readonly<Record<string, Field>> = canon[record.type];
  const known: Readonly<Record<string, unknown>> = record;
  const supposed = Object.entries(fields)
    .filter(([name]) => added.has(name) && known[name] === undefined)
    .map(([name, { type }]) => [name, isBlank && !filled.has(name) ? null : plain[type](world)] as const);
  return { ...record, ...Object.fromEntries(supposed) };
}

const someStage: Stage = { name: 'something', group: 'mid', index: 2, exit: [] };

function peopleWith({ ownerId, ownerEmail }: AuditRecord, world: World): Pick<World, 'people' | 'personByEmail'> {
  const email = ownerEmail ?? 'somebody@supposed.invalid';
  const person = { id: ownerId ?? 'somebody', name: 'Somebody', email, kind: 'user', isActive: true, managerId: null };
  return {
    people: ownerId && world.people.has(ownerId) ? world.people : new Map([[person.id, person]]),
    personByEmail: world.personByEmail.has(email.toLowerCase())
      ? world.personByEmail
      : new Map([[email.toLowerCase(), person]]),
  };
}

const anyone = [{ name: 'anyone', when: () => true, owners: ['somebody'], reads: [], from: null, until: null }];

function worldWith(record: AuditRecord, world: World, inputs: readonly Input[], fields: ReadonlySet<string>): World {
  const ids = new Set(inputs.map(({ id }) => id));
  const parts = new Set<Part>(inputs.flatMap((input) => input.parts));
  const known = (label: string) => world.stageOf(label) ?? (ids.has('stages') ? someStage : undefined);
  return {
    ...world,
    has: (part) => world.has(part) || parts.has(part),
    tracks: (type, field) => world.tracks(type, field) || parts.has(`${type}History`),
    hasField: (type, field) => world.hasField(type, field) || (type === record.type && fields.has(field)),
    statusOf: (label) => world.statusOf(label) ?? (ids.has('statuses') ? 'working' : undefined),
    // A stage that is supposed is one that somebody has placed.
    stageOf: (label) => known(label) ?? (ids.has('deal-columns') && label === 'something' ? someStage : undefined),
    routing: world.routing ?? (ids.has('routing') ? { lead: anyone, deal: anyone } : null),
    ...(ids.has('people') ? peopleWith(record, world) : {}),
  };
}

/**
 * Whether a check could be decided if these inputs were connected: it is judged again on the same record with the
 * missing parts shown and the missing columns filled, once with plain values and once blank where a CRM allows it.
 * What it would say is not told, since nobody knows what the inputs hold. Fields in `spared` stay missing.
 */
export function wouldDecide(
  { rule }: Judgment,
  { record, world }: View,
  inputs: readonly Input[],
  spared: ReadonlySet<string> = new Set(),
): boolean {
  const brought = inputs.flatMap((input) => [...fieldsOf(input, record.type)]);
  const fields = new Set(brought.filter((field) => !spared.has(field)));
  const supposed = worldWith(record, world, inputs, fields);
  return [false, true].every((isBlank) => {
    const view: View = { record: recordWith(record, fields, supposed, isBlank), world: supposed, params: {} };
    return judge(rule, view).outcome !== 'not-evaluable';
  });
}
