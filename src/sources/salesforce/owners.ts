import type { Whose } from '../../model/dataset.ts';
import type { HeldRows } from './held-rows.ts';

interface Someone {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly managerId: string;
}

function peopleIn(held: HeldRows): readonly Someone[] {
  const fields = ['Id', 'Name', 'Email', 'ManagerId'];
  const all = [...held.rows('User', fields), ...held.rows('Group', fields)].flat();
  return all.map(([id = '', name = '', email = '', managerId = '']) => ({ id, name, email, managerId }));
}

const isCalled = (who: string, { id, name, email }: Someone): boolean =>
  [id, name, email].some((text) => text.toLowerCase() === who.toLowerCase());

/** Everyone below a manager, whatever the depth. */
function below(manager: Someone, people: readonly Someone[]): ReadonlySet<string> {
  const team = new Set<string>();
  let level: readonly string[] = [manager.id];
  while (level.length > 0) {
    const above = new Set(level);
    level = people.filter(({ id, managerId }) => above.has(managerId) && !team.has(id)).map(({ id }) => id);
    for (const id of level) team.add(id);
  }
  return team;
}

/** Ids of those whose records are asked for: of people and queues by address, name or id, and of whole teams. */
export function ownersIn(held: HeldRows, { reps, teams }: Whose): readonly string[] {
  const people = peopleIn(held);
  const named = people.filter((one) => reps.some((who) => isCalled(who, one))).map(({ id }) => id);
  const managers = people.filter((one) => teams.some((who) => isCalled(who, one)));
  const teammates = managers.flatMap((manager) => [...below(manager, people)]);
  return [...new Set([...named, ...teammates])].sort();
}
