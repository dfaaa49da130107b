import type { Fact, Subject } from '../facts/fact.ts';
import * as facts from '../facts/index.ts';
import { canon, type Field, type ValueType } from '../model/fields.ts';
import { type RecordType, recordTypes } from '../model/records.ts';
import { type Name, type Scope, scopeOf } from './expression/scope.ts';
import type { ExpressionType, Value } from './expression/type.ts';

/** The parameters of the rule at hand. */
export interface Parameterized {
  params: Readonly<Record<string, Value>>;
}

/** What an expression is evaluated on: a record in its world, with the parameters of the rule at hand. */
export interface View extends Subject, Parameterized {}

/** A name that expressions may use: where it comes from and what it means. */
export interface NameCard extends Name<Subject> {
  readonly path: string;
  readonly about: string;
  /** The canonical field behind it, whose own name is quoted as evidence. */
  readonly field?: string;
  /** What evidence calls it where no field of the CRM stands behind it. */
  readonly label?: string;
  readonly fact?: Fact;
  readonly property?: string;
  /** The canonical fields (`lead.status`) and parts of the CRM (`leadHistory`) that it stands on. */
  readonly needs: readonly string[];
}

const typeOf = (type: ValueType): ExpressionType => (type === 'texts' ? { list: 'text' } : type);

/** In the order of their names, which is not in every loader that of the module. */
const roll: readonly Fact[] = Object.entries(facts)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([, fact]) => fact);
const factsOn = (type: RecordType): readonly Fact[] => roll.filter(({ on }) => on.includes(type));

/**
 * A canonical field of one record type; on a record of the other type it is not known. One that no CRM comes with is
 * blank where the team has mapped no field of its own to it.
 */
function fieldName(type: RecordType, name: string, { type: held, about, salesforce, hubspot }: Field): NameCard {
  const isOwn = salesforce.length === 0 && hubspot.length === 0;
  const read = ({ record, world }: Subject): Value => {
    if (record.type !== type) return undefined;
    const row: Readonly<Record<string, Value>> = record;
    return isOwn && !world.hasField(type, name) ? null : row[name];
  };
  return { path: `${type}.${name}`, type: typeOf(held), about, field: name, needs: [`${type}.${name}`], read };
}

const pathOf = (type: string, fact: string, property: string): string =>
  [type, fact, property].filter((part) => part !== '').join('.');

function factNames(type: RecordType, fact: Fact): readonly NameCard[] {
  const parts = fact.parts.map((part) => (part === 'history' ? `${type}History` : part));
  const needs = [...fact.reads.map((path) => path.replace(/^record\./, `${type}.`)), ...parts];
  return Object.entries(fact.provides).map(([property, { type: held, about, field, label }]) => ({
    path: pathOf(type, fact.name, property),
    type: typeOf(held),
    about,
    ...(field === undefined ? {} : { field }),
    ...(label === undefined ? {} : { label }),
    fact,
    property,
    needs,
    read: (view) => (view.record.type === type ? fact.of(view)[property] : undefined),
  }));
}

function namesOn(type: RecordType): readonly NameCard[] {
  const own = factsOn(type);
  const hidden = new Set(own.flatMap(({ name, provides }) => (name === '' ? Object.keys(provides) : [name])));
  const fields: readonly [string, Field][] = Object.entries(canon[type]);
  return [
    ...fields.filter(([name]) => !hidden.has(name)).map(([name, field]) => fieldName(type, name, field)),
    ...own.flatMap((fact) => factNames(type, fact)),
  ];
}

/** Names that leads and deals share, as `record.…`: read from whichever the record is. */
function sharedNames(leads: readonly NameCard[], deals: readonly NameCard[]): readonly NameCard[] {
  const onDeals = new Map(deals.map((name) => [name.path.replace('deal.', 'record.'), name]));
  return leads.flatMap((lead) => {
    const path = lead.path.replace('lead.', 'record.');
    const deal = onDeals.get(path);
    if (deal === undefined || JSON.stringify(deal.type) !== JSON.stringify(lead.type)) return [];
    const needs = [...lead.needs, ...deal.needs];
    const { fact, property = '' } = lead;
    if (fact !== undefined && fact === deal.fact && property === deal.property)
      return [{ ...lead, path, needs, read: (view: Subject): Value => fact.of(view)[property] }];
    const read = (view: Subject): Value => (view.record.type === 'lead' ? lead.read(view) : deal.read(view));
    return [{ ...lead, path, needs, read }];
  });
}

const moments: readonly NameCard[] = [
  {
    path: 'record.type',
    type: 'text',
    about: '`lead` or `deal`',
    needs: [],
    read: ({ record }) => record.type,
  },
  {
    path: 'asOf',
    type: 'instant',
    about: 'The moment that the audit speaks of',
    needs: [],
    read: ({ world }) => world.asOf,
  },
  {
    path: 'today',
    type: 'date',
    about: 'The day of `asOf` in the configured time zone',
    needs: [],
    read: ({ world }) => world.today,
  },
];

const [leadNames, dealNames] = recordTypes.map(namesOn);

/** Every name that rules, routes, overrides and stage criteria may use, by path. */
export const names: ReadonlyMap<string, NameCard> = new Map(
  [...(leadNames ?? []), ...(dealNames ?? []), ...sharedNames(leadNames ?? [], dealNames ?? []), ...moments].map(
    (name) => [name.path, name],
  ),
);

/** How days and durations are counted, by the calendar of whatever an expression is evaluated on. */
export const calendarOn = <V>(calendarOf: (view: V) => Calendar): Pick<Scope<V>, 'toDay' | 'shift'> => ({
  toDay: (view, instant) => calendarOf(view).zone.toDay(instant),
  shift: (view, from, type, by, sign) => shift(calendarOf(view), from, type, { ...by, amount: sign * by.amount }),
});

const calendar = calendarOn<Subject>(({ world }) => world.calendar);

/** The scope of what stands outside rules: routes, stage criteria. */
export const recordScope: Scope<Subject> = scopeOf<Subject>(names, new Map(), calendar);

/** Gives the scope of a rule with these parameters. */
export type ScopeWith<V> = (params: ReadonlyMap<string, ExpressionType>) => Scope<V>;

/** The scope of a rule with its parameters. */
export function scopeWith(params: ReadonlyMap<string, ExpressionType>): Scope<View> {
  const own = new Map<string, Name<View>>(names);
  for (const [name, type] of params) own.set(`params.${name}`, { type, read: (view) => view.params[name] });
  return scopeOf(own, new Map(), calendar);
}

type Calendar = Subject['world']['calendar'];

/** A date moves by whole days: hours and minutes on it mean nothing, and are not known. */
function shift(
  calendar: Calendar,
  from: number,
  type: 'instant' | 'date',
  by: { amount: number; unit: 'm' | 'h' | 'd' | 'w' | 'bd' | 'bh' },
): Value {
  if (type === 'instant') return calendar.add(from, by);
  if (by.unit === 'bd') return calendar.addBusinessDays(from, by.amount);
  if (by.unit === 'd') return from + by.amount;
  return by.unit === 'w' ? from + 7 * by.amount : undefined;
}
