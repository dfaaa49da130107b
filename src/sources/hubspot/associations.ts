import * as z from 'zod';
import type { Ask } from './ask.ts';
import { chunks } from './in-parallel.ts';
import { keptParts } from './kept-parts.ts';
import type { ObjectName } from './paths.ts';
import {
  type AssociationsPage,
  type AssociationType,
  associationsSchema,
  associationType,
  type Problem,
} from './payloads.ts';
import { byId } from './search.ts';

/** Inputs of one call. */
const INPUTS = 1000;

export interface Associated {
  readonly id: string;
  readonly types: readonly AssociationType[];
}

/** What records are associated with. */
export interface Associations {
  /** In the order of ids; `undefined` where it is not known. Nothing at all is an empty list. */
  readonly of: (id: string) => readonly Associated[] | undefined;
  /** Records of which it is not known. */
  readonly unknown: number;
}

export const noAssociations: Associations = { of: () => [], unknown: 0 };

interface Input {
  readonly id: string;
  readonly after?: string;
}

interface Gathered {
  readonly found: Map<string, Map<string, Associated>>;
  /** Records that HubSpot says it could not answer for, or not whole. */
  readonly unknown: Set<string>;
  /** Records that a problem without a name may be about: those of them without any answer are unknown. */
  readonly doubtful: Set<string>;
  readonly cursors: Set<string>;
}

/** "There are none" is an answer; any other problem leaves open what there is. */
const isNone = ({ subCategory }: Problem): boolean => subCategory?.endsWith('NO_ASSOCIATIONS_FOUND') === true;

function takeProblems(
  { errors, numErrors }: AssociationsPage,
  inputs: readonly Input[],
  { unknown, doubtful }: Gathered,
): void {
  const real = (errors ?? []).filter((problem) => !isNone(problem));
  const named = real.flatMap(({ context }) => context?.fromObjectId ?? context?.id ?? []);
  for (const id of named) unknown.add(id);
  const isSilent = real.some(({ context }) => (context?.fromObjectId ?? context?.id ?? []).length === 0);
  if (isSilent || ((errors ?? []).length === 0 && (numErrors ?? 0) > 0)) for (const { id } of inputs) doubtful.add(id);
}

/** Takes in a page, and answers with what is to be asked for next. */
function takePage(page: AssociationsPage, inputs: readonly Input[], gathered: Gathered): readonly Input[] {
  takeProblems(page, inputs, gathered);
  const next: Input[] = [];
  for (const { from, to, paging } of page.results) {
    const known = gathered.found.get(from.id) ?? new Map<string, Associated>();
    gathered.found.set(from.id, known);
    for (const { toObjectId, associationTypes } of to) {
      const types = [...(known.get(toObjectId)?.types ?? []), ...associationTypes];
      known.set(toObjectId, { id: toObjectId, types });
    }
    if (paging === undefined) continue;
    const cursor = `${from.id} ${paging}`;
    // A page that leads to itself, or is empty and leads on: the rest of this record stays unknown.
    if (gathered.cursors.has(cursor) || to.length === 0) gathered.unknown.add(from.id);
    else next.push({ id: from.id, after: paging });
    gathered.cursors.add(cursor);
  }
  return next;
}

/** What one record is associated with; without a list where that is not known. */
const rowSchema = z.object({
  id: z.string(),
  to: z.array(z.object({ id: z.string(), types: z.array(associationType).readonly() })).optional(),
});
type Row = z.output<typeof rowSchema>;

function rowsOf(ids: readonly string[], { found, unknown, doubtful }: Gathered): readonly Row[] {
  return ids.flatMap((id): readonly Row[] => {
    const to = found.get(id);
    if (unknown.has(id) || (doubtful.has(id) && to === undefined)) return [{ id }];
    return to === undefined ? [] : [{ id, to: [...to.values()].sort((a, b) => byId(a.id, b.id)) }];
  });
}

async function readPart(ask: Ask, from: ObjectName, to: ObjectName, ids: readonly string[]): Promise<readonly Row[]> {
  const gathered: Gathered = { found: new Map(), unknown: new Set(), doubtful: new Set(), cursors: new Set() };
  let inputs: readonly Input[] = ids.map((id) => ({ id }));
  while (inputs.length > 0) {
    const page = await ask.post(associationsSchema, { kind: 'associations', from, to }, { inputs });
    inputs = takePage(page, inputs, gathered);
  }
  return rowsOf(ids, gathered);
}

/**
 * What each of some records is associated with, however many pages a record has. What an interrupted run has read of the
 * same records is not asked for again.
 */
export async function associationsOf(
  ask: Ask,
  from: ObjectName,
  to: ObjectName,
  ids: readonly string[],
): Promise<Associations> {
  const parts = chunks(ids, INPUTS);
  ask.plan(parts.length);
  const read = (part: readonly string[]): Promise<readonly Row[]> => readPart(ask, from, to, part);
  const what = `${to} of ${from}`;
  const rows = await keptParts({ ask, query: { associations: [from, to] }, what, ids, parts, schema: rowSchema, read });
  const lists = new Map(rows.map(({ id, to: list }) => [id, list] as const));
  return {
    of: (id) => (lists.has(id) ? lists.get(id) : []),
    unknown: rows.filter(({ to: list }) => list === undefined).length,
  };
}
