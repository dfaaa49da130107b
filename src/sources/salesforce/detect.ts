import type { Mirror } from '../../model/mirror.ts';
import { askChanges, CONVERTED, expectedCount, findMissing, readAgain, type Watched, WholeNeeded } from './changes.ts';
import { activities, type Compared, consequencesOf } from './consequences.ts';
import { firstPages, MOST_TOGETHER } from './first-pages.ts';
import { chunksOf } from './id-chunks.ts';
import { type Reads, readQuery } from './read-query.ts';
import { moment, type Query } from './soql.ts';

export interface Detecting {
  readonly mirror: Mirror;
  /** Objects whose changes are asked for. */
  readonly watched: readonly Watched[];
  /** Objects that were read whole already. */
  readonly compared: readonly Compared[];
  /** Objects that others may refer to, and that nobody asks for: what of them was deleted or converted counts all the same. */
  readonly unasked: readonly string[];
}

/** Rounds of changes that follow from changes; each finds less than the one before. */
const MOST_ROUNDS = 8;

/** Calls that the search for missing rows of an object may take: no more than half of what reading them takes. */
const searchCalls = ({ known }: Watched): number => Math.max(8, Math.ceil(known.size / 4000));

/** Ids of records that were deleted or converted, of objects that nobody asks for. */
async function leftOf(reads: Reads, objects: readonly string[], since: number): Promise<readonly string[]> {
  const queries = objects.map((object): Query => {
    const isConvertible = reads.schema.of(object)?.fields.includes(CONVERTED) === true;
    const left = isConvertible ? `IsDeleted = true OR ${CONVERTED} = true` : 'IsDeleted = true';
    const where = [left, `SystemModstamp >= ${moment(since)}`];
    return { object, fields: [], where, isDeletedWanted: true };
  });
  const ids: string[] = [];
  for (const group of chunksOf(queries, MOST_TOGETHER)) {
    const firsts = await firstPages(reads.client, group);
    for (const [i, query] of group.entries())
      for await (const { rows } of readQuery(reads, query, firsts[i])) ids.push(...rows.flatMap(([id]) => id ?? []));
  }
  return ids;
}

/** Objects of which the org counts other rows than there should be. */
const odd = (watched: readonly Watched[]): readonly Watched[] =>
  watched.filter((one) => one.counted !== expectedCount(one));

/** Makes the rows of objects as many as the org counts. Rows may have changed between the changes and the count. */
async function settleCounts(reads: Reads, watched: readonly Watched[]): Promise<void> {
  if (odd(watched).length > 0) await askChanges(reads, odd(watched));
  for (const one of odd(watched)) {
    if (one.counted > expectedCount(one)) throw new WholeNeeded(`rows of ${one.object} came into view`);
    await findMissing(reads, one, searchCalls(one));
    if (one.counted !== expectedCount(one)) throw new WholeNeeded(`the rows of ${one.object} do not add up`);
  }
}

/**
 * Reads again what may be other because of what changed; `left` is what nobody has looked into before. Tells whether
 * activities were among it: those who take part in them now may be others.
 */
async function followUp(
  reads: Reads,
  { mirror, watched, compared }: Detecting,
  left: ReadonlySet<string>,
): Promise<boolean> {
  const again = await consequencesOf(mirror, { watched, compared, left });
  await readAgain(reads, again);
  return [...again].some(([{ object }, ids]) => activities.has(object) && ids.length > 0);
}

/** What was deleted, merged or converted, and was not handed out before. */
function startLeft({ watched, compared }: Detecting, others: readonly string[]) {
  const told = new Set<string>();
  return (): ReadonlySet<string> => {
    const own = [...watched, ...compared].flatMap(({ gone, converted }) => [...gone, ...converted]);
    const fresh = new Set([...own, ...others].filter((id) => !told.has(id)));
    for (const id of fresh) told.add(id);
    return fresh;
  };
}

/**
 * Finds out what changed since the mirror was left, and what follows from it: `rows` and `gone` of everything watched are
 * complete afterwards. Throws `WholeNeeded` where that cannot be told.
 */
export async function detect(reads: Reads, detecting: Detecting): Promise<void> {
  const { watched, unasked } = detecting;
  await askChanges(reads, watched);
  const since = Math.min(...watched.map((one) => one.since));
  const nextLeft = startLeft(detecting, await leftOf(reads, unasked, since));
  let isMoving = await followUp(reads, detecting, nextLeft());
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const left = nextLeft();
    if (left.size > 0 || isMoving) isMoving = await followUp(reads, detecting, left);
    else if (odd(watched).length > 0) await settleCounts(reads, watched);
    else return;
  }
  throw new WholeNeeded('changes followed from changes without end');
}
