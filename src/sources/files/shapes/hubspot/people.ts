import { empty, type Stream } from '../../../../model/dataset.ts';
import type { Person } from '../../../../model/records.ts';
import { cell, type RowOfCells, type Value } from '../../cell.ts';
import { drain } from '../../stream.ts';
import { rowsOf, type Table } from '../../table.ts';
import type { Portal } from './portal.ts';

const statuses: ReadonlyMap<string, Value> = new Map(
  [
    ...['Active', 'Pending', 'Invited'].map((label) => [label, true] as const),
    ...['Deactivated', 'Inactive', 'Removed', 'Archived'].map((label) => [label, false] as const),
  ].flatMap(([label, isActive]) => [label, label.toLowerCase(), label.toUpperCase()].map((one) => [one, isActive])),
);

const userCells = {
  id: cell('text', ['Owner ID', 'HubSpot Owner ID', 'User ID', 'Record ID', 'id'], { holds: 'id' }),
  name: cell('text', ['Name', 'Full name', 'User'], { holds: 'name' }),
  firstName: cell('text', ['First name', 'firstName'], { holds: 'name' }),
  lastName: cell('text', ['Last name', 'lastName'], { holds: 'name' }),
  email: cell('text', ['Email', 'Email address']),
  isActive: { ...cell('boolean', ['Active', 'Status', 'User status']), values: statuses },
  isArchived: cell('boolean', ['Archived', 'Deactivated']),
  manager: cell('text', ['Manager', 'Manager email', 'Manager ID']),
  role: cell('text', ['Job title', 'Title', 'Role'], { holds: 'name' }),
  type: cell('text', 'Type'),
};
type UserRow = RowOfCells<typeof userCells>;

function personOf(row: UserRow): Person {
  const name = row.name ?? (`${row.firstName ?? ''} ${row.lastName ?? ''}`.trim() || null);
  const { isArchived } = row;
  return {
    id: row.id ?? row.email?.toLowerCase() ?? name,
    name,
    email: row.email,
    kind: row.type?.toLowerCase() === 'queue' ? 'queue' : 'user',
    isActive: typeof isArchived === 'boolean' ? !isArchived : row.isActive,
    managerId: row.manager,
    role: row.role,
  };
}

/** Managers may stand above or below those whom they manage, so that all users are read first; there are few. */
async function* peopleIn(
  table: Table<typeof userCells>,
  { reading, owners }: Portal,
): AsyncGenerator<readonly Person[]> {
  const people: Person[] = [];
  await drain(rowsOf(table, reading), (row) => {
    const person = personOf(row);
    people.push(person);
    if (person.id) owners.add({ id: person.id, name: person.name ?? null, email: person.email?.toLowerCase() ?? null });
  });
  yield people.map((person) => ({ ...person, managerId: person.managerId && owners.of(person.managerId).id }));
}

/** Users, where somebody has exported them; without them, owners are known by the names on their records. */
export async function openPeople(
  portal: Portal,
): Promise<{ readonly users: Table | undefined; readonly stream: Stream<Person> }> {
  const users = await portal.open('person', 'user', userCells);
  if (users === undefined) {
    const why = portal.places.whyNone('user') ?? 'no file of users';
    const reason = `${why}: every owner is taken as an active user`;
    portal.reading.gaps.push({ what: 'Users', reason, hides: ['people'], isIncomplete: true });
    return { users, stream: empty() };
  }
  portal.reading.parts.add('people');
  return { users, stream: peopleIn(users, portal) };
}
