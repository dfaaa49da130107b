import { createHash } from 'node:crypto';
import { canonicalJson } from '../../lib/canonical-json.ts';
import { apiError, errorIn, isApiError } from './api-error.ts';
import type { Client, PartAnswer } from './client.ts';
import { soqlOf } from './soql.ts';

/** An object as this user sees it. */
export interface Described {
  /** Fields by name, those of related records as `Owner.Name`. */
  readonly fields: readonly string[];
  /** What decides how the values of a field are written, by its name: its type, its digits, its picklist. */
  readonly shapes: ReadonlyMap<string, string>;
  /** Fields whose values change while the record does not: formulas, and fields of related records. */
  readonly derived: ReadonlySet<string>;
}

/** What of an org this user can see. */
export interface Schema {
  readonly of: (object: string) => Described | undefined;
  /** Why an object cannot be read, and what to ask for. */
  readonly whyHidden: (object: string) => string;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields of related records that stand in for what a record does not have, by relationship. */
const related: Readonly<Record<string, readonly string[]>> = {
  UserRole: ['Name'],
};

/** Only what queries can hand over as one value. */
const isPlain = ({ type }: Json): boolean => type !== 'address' && type !== 'location' && type !== 'base64';

function namesIn(field: Json): readonly string[] {
  const { name, relationshipName } = field;
  if (typeof name !== 'string' || !isPlain(field)) return [];
  const more = typeof relationshipName === 'string' ? (related[relationshipName] ?? []) : [];
  return [name, ...more.map((one) => `${String(relationshipName)}.${one}`)];
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Values of a picklist count, too: where one is replaced by another, records may be rewritten silently. */
const shapeOf = ({ type, length, precision, scale, calculated, picklistValues }: Json): string =>
  digest(canonicalJson({ type, length, precision, scale, calculated, picklistValues }));

function describedIn(body: unknown): Described | undefined {
  if (!isObject(body) || !Array.isArray(body.fields) || body.queryable === false) return undefined;
  const fields = body.fields.filter(isObject).flatMap((field) => namesIn(field).map((name) => ({ name, field })));
  return {
    fields: fields.map(({ name }) => name),
    shapes: new Map(fields.map(({ name, field }) => [name, shapeOf(field)])),
    derived: new Set(
      fields.flatMap(({ name, field }) => (field.calculated === true || name.includes('.') ? [name] : [])),
    ),
  };
}

/** Statuses of objects that this user does not see, or the org does not have: the API does not tell which. */
const HIDDEN = new Set([400, 403, 404]);

/** Objects that exist only where something has been switched on, and what. */
const switches: Readonly<Record<string, string>> = {
  LeadHistory: 'field history of leads is off, or hidden from this user',
  OpportunityFieldHistory: 'field history of opportunities is off, or hidden from this user',
  TaskRelation: 'Shared Activities are off, or hidden from this user',
  EventRelation: 'Shared Activities are off, or hidden from this user',
  ContentNote: 'enhanced notes are off, or hidden from this user',
  EmailMessage: 'Enhanced Email is off, or hidden from this user',
};

const MOST_TOGETHER = 25;

/**
 * What decides of fields beside the record: where somebody calls a stage closed, the deals in it are, and nothing stamps
 * them. It counts for the shapes of these fields.
 */
const settings = [
  {
    object: 'Opportunity',
    fields: ['IsClosed', 'IsWon'],
    from: 'OpportunityStage',
    by: ['ApiName', 'IsClosed', 'IsWon'],
  },
  { object: 'Task', fields: ['IsClosed'], from: 'TaskStatus', by: ['ApiName', 'IsClosed'] },
] as const;

type Setting = (typeof settings)[number];

const settingPath = ({ from, by }: Setting): string =>
  `/query?q=${encodeURIComponent(soqlOf({ object: from, fields: by, where: [] }))}`;

/** The settings as a text; none where this user may not see them. */
function settingIn({ by }: Setting, { status, body }: PartAnswer): string {
  if (status >= 300 || !isObject(body) || !Array.isArray(body.records)) return '';
  const rows = body.records.filter(isObject).map((row) => canonicalJson(by.map((field) => row[field] ?? null)));
  return rows.sort().join();
}

function addSetting(setting: Setting, answer: PartAnswer, found: Map<string, Described>): void {
  const described = found.get(setting.object);
  const text = settingIn(setting, answer);
  if (described === undefined || text === '') return;
  const shapes = new Map(described.shapes);
  for (const field of setting.fields) {
    const shape = shapes.get(field);
    if (shape !== undefined) shapes.set(field, digest(`${shape} ${text}`));
  }
  found.set(setting.object, { ...described, shapes });
}

function take(object: string, { status, body }: PartAnswer, found: Map<string, Described>): void {
  if (status < 300) {
    const described = describedIn(body);
    if (described !== undefined) found.set(object, described);
    return;
  }
  const error = errorIn(status, body);
  if (!HIDDEN.has(status) || isApiError(error, 'REQUEST_LIMIT_EXCEEDED', 'API_DISABLED_FOR_ORG')) throw error;
}

/** Asks what this user can see of some objects: one call for 25 parts. */
export async function describe(client: Client, objects: readonly string[]): Promise<Schema> {
  const found = new Map<string, Described>();
  const asked = settings.filter(({ object }) => objects.includes(object));
  const parts = [
    ...objects.map((object) => ({
      path: `/sobjects/${object}/describe`,
      take: (answer: PartAnswer) => take(object, answer, found),
    })),
    ...asked.map((setting) => ({
      path: settingPath(setting),
      take: (answer: PartAnswer) => addSetting(setting, answer, found),
    })),
  ];
  for (let from = 0; from < parts.length; from += MOST_TOGETHER) {
    const some = parts.slice(from, from + MOST_TOGETHER);
    const answers = await client.together(some.map(({ path }) => ({ path })));
    for (const [i, part] of some.entries()) {
      const answer = answers[i];
      if (answer === undefined) throw apiError(500, 'UNKNOWN_EXCEPTION', 'a part of the answer is missing');
      part.take(answer);
    }
  }
  return {
    of: (object) => found.get(object),
    whyHidden: (object) => {
      const off = switches[object];
      return off === undefined
        ? `hidden from this user: ask for Read on ${object}`
        : `${off}: ask for Read on ${object}`;
    },
  };
}
