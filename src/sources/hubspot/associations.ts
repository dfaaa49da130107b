import type { Ask } from './ask.ts';
import { chunks, inParallel } from './in-parallel.ts';
import type { ObjectName } from './paths.ts';
import { type AssociationsPage, type AssociationType, associationsSchema, type Problem } from './payloads.ts';
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

/** What each of some records is associated with, however many pages a record has. */
export async function associationsOf(
  ask: Ask,
  from: ObjectName,
  to: ObjectName,
  ids: readonly string[],
): Promise<Associations> {
  const gathered: Gathered = { found: new Map(), unknown: new Set(), doubtful: new Set(), cursors: new Set() };
  ask.plan(Math.ceil(ids.length / INPUTS));
  await inParallel(chunks(ids, INPUTS), async (part) => {
    let inputs: readonly Input[] = part.map((id) => ({ id }));
    while (inputs.length > 0) {
      const page = await ask.post(associationsSchema, { kind: 'associations', from, to }, { inputs });
      inputs = takePage(page, inputs, gathered);
    }
  });
  const { found, unknown, doubtful } = gathered;
  for (const id of doubtful) if (!found.has(id)) unknown.add(id);
  const lists = new Map([...found].map(([id, to]) => [id, [...to.values()].sort((a, b) => byId(a.id, b.id))]));
  return { of: (id) => (unknown.has(id) ? undefined : (lists.get(id) ?? [])), unknown: unknown.size };
}
