import type { Ask } from './ask.ts';
import { type OwnerRow, ownersSchema } from './payloads.ts';
import type { Told } from './told.ts';

/** People and queues that records are assigned to. */
export interface OwnerList {
  readonly rows: readonly OwnerRow[];
  /**
   * Records name who did something by the id of the user, and whose they are by that of the owner; `undefined` where
   * owners cannot be read.
   */
  readonly ownerOfUser: (userId: string) => string | undefined;
}

/** As many as HubSpot gives at once by its description; nobody has many more owners. */
const PAGE = '100';

async function readAll(ask: Ask, archived: boolean, told: Told): Promise<readonly OwnerRow[]> {
  const rows: OwnerRow[] = [];
  const cursors = new Set<string>();
  let after: string | undefined;
  do {
    const page = await ask.get(ownersSchema, { kind: 'owners' }, { limit: PAGE, archived: String(archived), after });
    rows.push(...page.results.map((row) => ({ ...row, archived: archived || row.archived === true })));
    after = page.paging;
    if (after !== undefined && (cursors.has(after) || page.results.length === 0)) {
      const reason = 'HubSpot gave a page without an end: some may be missing';
      told.gap({ what: 'Owners', reason, hides: [], isIncomplete: true });
      break;
    }
    if (after !== undefined) cursors.add(after);
  } while (after !== undefined);
  return rows;
}

/** Owners who are active and, by a call of their own, those who are not. */
export async function readOwners(ask: Ask, told: Told): Promise<OwnerList> {
  const [active, archived] = [await readAll(ask, false, told), await readAll(ask, true, told)];
  const known = new Map([...archived, ...active].map((row) => [row.id, row]));
  const rows = [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const byUser = new Map(
    rows.flatMap(({ id, userId, userIdIncludingInactive }) => {
      const user = userId ?? userIdIncludingInactive;
      return user ? [[user, id] as const] : [];
    }),
  );
  // A user who owns nothing must not be taken for the owner who has the same number.
  return { rows, ownerOfUser: (userId) => byUser.get(userId) ?? `user:${userId}` };
}

const nameOf = ({ firstName, lastName }: OwnerRow): string => `${firstName ?? ''} ${lastName ?? ''}`.trim();

/** Whether an owner goes by this id, e-mail address or name. */
export const isCalled = (row: OwnerRow, who: string): boolean =>
  [row.id, row.email ?? '', nameOf(row)].some((name) => name !== '' && name.toLowerCase() === who.toLowerCase());
