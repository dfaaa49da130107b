import type { TokenDate } from './dates.ts';
import type { Clause } from './next-step-clause.ts';
import { is } from './next-step-items.ts';
import { anyOf } from './next-step-kinds.ts';

const PAST = anyOf('past');
const BACKGROUND = anyOf('background');

/** A date that may be the due date, and whether the clause around it only waits or states a fact. */
type Candidate = { readonly date: TokenDate; readonly standing: 'planned' | 'awaited' | 'fact' };

const TELLING: ReadonlySet<Clause['mode']> = new Set(['past', 'wait', 'uncertain']);

/** The day on which a date is over. */
export function lastDayOf(date: TokenDate): number {
  return date.lastDay ?? date.day;
}

function canBeDue(date: TokenDate): boolean {
  return date.past !== true && (date.precision === 'day' || (date.precision === 'week' && date.named === true));
}

/** Whether a date tells when something was done: after a past word, or not after the last edit in a clause that waits. */
function isTold(clause: Clause, at: number, date: TokenDate, updatedDay: number): boolean {
  if (lastDayOf(date) > updatedDay) return false;
  if (clause.items.slice(0, at).some((item) => is(item, PAST))) return true;
  return TELLING.has(clause.mode) && (clause.mode !== 'uncertain' || lastDayOf(date) < updatedDay);
}

function standingOf({ items, action, event, mode }: Clause): Candidate['standing'] {
  if (action === null && event === null && items.some((item) => is(item, BACKGROUND))) return 'fact';
  return mode === 'wait' ? 'awaited' : 'planned';
}

function candidates(
  clauses: readonly Clause[],
  heads: ReadonlySet<TokenDate>,
  updatedDay: number,
): readonly Candidate[] {
  return clauses.flatMap((clause) => {
    const standing = standingOf(clause);
    return clause.items.flatMap(({ date }, at) =>
      date === undefined || heads.has(date) || !canBeDue(date) || isTold(clause, at, date, updatedDay)
        ? []
        : [{ date, standing }],
    );
  });
}

/**
 * The due date of a next step: of what is planned the first date that is not over as of the audit, else the first
 * on or after the last edit, else the latest; dates that are only awaited count where nothing is planned, and mere
 * facts ("contract expires 12/31") only where no action is named.
 */
export function findDue(
  clauses: readonly Clause[],
  heads: ReadonlySet<TokenDate>,
  updatedDay: number,
  asOfDay: number,
): TokenDate | null {
  const found = candidates(clauses, heads, updatedDay);
  const acts = clauses.some(({ action, bareAction }) => action !== null || bareAction !== null);
  for (const standing of ['planned', 'awaited', 'fact'] as const) {
    const byDay = found.filter((one) => one.standing === standing).sort((a, b) => a.date.day - b.date.day);
    if (byDay.length === 0 || (standing === 'fact' && acts)) continue;
    const pick =
      byDay.find(({ date }) => lastDayOf(date) >= asOfDay) ?? byDay.find(({ date }) => date.day >= updatedDay);
    return (pick ?? byDay.at(-1))?.date ?? null;
  }
  return null;
}
