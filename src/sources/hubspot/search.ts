import type { PublicObjectSearchRequest } from '@hubspot/api-client/lib/codegen/crm/objects/models/PublicObjectSearchRequest.js';
import * as z from 'zod';
import { type Ask, Rejected } from './ask.ts';
import type { ObjectName } from './paths.ts';
import { type Page, pageSchema } from './payloads.ts';
import { type Told, watching } from './told.ts';

/** One condition; all of a group must hold, and any group will do. */
export interface Filter {
  readonly propertyName: string;
  readonly operator: 'EQ' | 'NEQ' | 'LT' | 'GT' | 'GTE' | 'IN' | 'NOT_IN' | 'HAS_PROPERTY' | 'NOT_HAS_PROPERTY';
  readonly value?: string;
  readonly values?: readonly string[];
}
export type FilterGroup = readonly Filter[];

/** Most results of one page, and of one query (search guide). */
const PAGE = 200;
const MOST = 10_000;

/** Longer bodies are refused. */
const LONGEST_BODY = 3000;

/** Room for what is added to the groups of a window: a keyset filter in each of three, and the cursor. */
const ROOM = 320;

type SearchBody = Omit<Partial<PublicObjectSearchRequest>, 'filterGroups' | 'sorts'> & {
  readonly filterGroups: readonly { readonly filters: FilterGroup }[];
  readonly sorts: readonly { readonly propertyName: string; readonly direction: string }[];
};

const bodyOf = (groups: readonly FilterGroup[], after?: string): SearchBody => ({
  filterGroups: groups.map((filters) => ({ filters })),
  sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
  properties: ['hs_object_id'],
  limit: PAGE,
  ...(after !== undefined && { after }),
});

/** The same question in two parts, by the longest list of values; `undefined` where no list can be parted. */
function halves(groups: readonly FilterGroup[]): readonly (readonly FilterGroup[])[] | undefined {
  const lists = groups.flat().filter(({ operator, values = [] }) => operator === 'IN' && values.length > 1);
  const [first, ...others] = lists;
  if (first === undefined) return undefined;
  const longest = others.reduce((a, b) => ((b.values?.length ?? 0) > (a.values?.length ?? 0) ? b : a), first);
  const { values = [] } = longest;
  const half = Math.ceil(values.length / 2);
  return [values.slice(0, half), values.slice(half)].map((part) =>
    groups.map((group) => group.map((one) => (one === longest ? { ...one, values: part } : one))),
  );
}

/** Parts a question until each body is short enough. */
function shortened(groups: readonly FilterGroup[]): readonly (readonly FilterGroup[])[] {
  if (JSON.stringify(bodyOf(groups)).length + ROOM <= LONGEST_BODY) return [groups];
  return halves(groups)?.flatMap(shortened) ?? [groups];
}

const beyond = (groups: readonly FilterGroup[], last: string): readonly FilterGroup[] =>
  groups.map((group) => [...group, { propertyName: 'hs_object_id', operator: 'GT', value: last }]);

/** How many records of an object there are, as far as the index knows. */
export async function countAll(ask: Ask, object: ObjectName): Promise<number | undefined> {
  const body = { filterGroups: [], properties: ['hs_object_id'], limit: 1 };
  return (await ask.post(pageSchema, { kind: 'search', object }, body)).total;
}

/** Ids are whole numbers of any length. */
export const byId = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

interface Hunt {
  readonly ask: Ask;
  readonly object: ObjectName;
  readonly told: Told;
}

function stopped({ object, told }: Hunt): void {
  told.gap({
    what: `Search for ${object}`,
    reason: 'HubSpot gave a page without an end: what lay behind it was not read',
    hides: [],
    isIncomplete: true,
  });
}

/** One window: pages of one query, up to as many results as HubSpot gives. Whether there may be more is told. */
async function window(
  hunt: Hunt,
  groups: readonly FilterGroup[],
  found: Set<string>,
): Promise<{ more: boolean; total: number }> {
  const cursors = new Set<string>();
  let after: string | undefined;
  let seen = 0;
  let total = 0;
  while (seen + PAGE <= MOST) {
    const page: Page = await hunt.ask.post(pageSchema, { kind: 'search', object: hunt.object }, bodyOf(groups, after));
    if (after === undefined) {
      total = page.total ?? page.results.length;
      hunt.ask.plan(Math.ceil(Math.min(total, MOST) / PAGE));
    }
    for (const { id } of page.results) found.add(id);
    seen += page.results.length;
    after = page.paging;
    if (after === undefined) return { more: false, total };
    if (page.results.length === 0 || cursors.has(after)) {
      stopped(hunt);
      return { more: false, total };
    }
    cursors.add(after);
  }
  return { more: true, total };
}

/** Every id of one query, by windows that begin behind the greatest id of the one before. */
async function allOf(hunt: Hunt, groups: readonly FilterGroup[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  let last: string | undefined;
  let promised: number | undefined;
  for (;;) {
    const { more, total } = await window(hunt, last === undefined ? groups : beyond(groups, last), found);
    promised ??= total;
    const greatest = [...found].reduce((a, b) => (byId(a, b) < 0 ? b : a), '');
    if (!more || greatest === last) break;
    last = greatest;
  }
  const missing = promised - found.size;
  const reason = (count: number): string => `${count} that HubSpot counts were not among the results of its search`;
  hunt.told.count(hunt.object, reason, Math.max(0, missing));
  return found;
}

/** Where even a short body is refused, less is asked for at once. */
async function inParts(hunt: Hunt, groups: readonly FilterGroup[]): Promise<readonly string[]> {
  try {
    return [...(await allOf(hunt, groups))];
  } catch (error) {
    const parts = error instanceof Rejected ? halves(groups) : undefined;
    if (parts === undefined) throw error;
    const found: string[] = [];
    for (const part of parts) found.push(...(await inParts(hunt, part)));
    return found;
  }
}

const keptSchema = z.array(z.string());

/**
 * Ids of the records that a search finds, in order. What it says of them may be out of date: the index lags, so that
 * records are read by id afterwards, and held against the filters again. What an interrupted run has found stays found.
 */
export async function searchIds(
  ask: Ask,
  object: ObjectName,
  groups: readonly FilterGroup[],
  told: Told,
): Promise<readonly string[]> {
  const pull = await ask.openPull(JSON.stringify({ search: object, groups }), `ids of ${object}`);
  const found = new Set<string>();
  if (pull.cursor === null) {
    for await (const rows of pull.arrived()) for (const id of keptSchema.parse(rows)) found.add(id);
    return [...found].sort(byId);
  }
  const { watched, isWhole } = watching(told);
  const hunt = { ask, object, told: watched };
  for (const part of shortened(groups)) for (const id of await inParts(hunt, part)) found.add(id);
  const ids = [...found].sort(byId);
  if (isWhole()) await pull.keep(ids, null);
  return ids;
}
