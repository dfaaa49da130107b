import { empty, type Stream } from '../../../../model/dataset.ts';
import type { Person } from '../../../../model/records.ts';
import { cell } from '../../cell.ts';
import { completeName } from '../../complete-name.ts';
import { chain, eachRow } from '../../stream.ts';
import { type Finish, recordsOf, rowsOf, type Table } from '../../table.ts';
import type { Org } from './org.ts';
import { namedCells } from './records.ts';

const queueCells = {
  id: cell('text', 'Id', { holds: 'id', hides: ['person.name'] }),
  name: cell('text', 'Name', { holds: 'name', hides: ['person.name'] }),
  email: cell('text', 'Email'),
  type: cell('text', 'Type'),
};

/** Of groups, only queues own records. A file without the column holds what was exported as queues. */
const queuesOf = (table: Table<typeof queueCells>, org: Org): Stream<Person> =>
  eachRow(rowsOf(table, org.reading), ({ id, name, email, type }, out: Person[]) => {
    if (type !== 'Queue' && table.columnOf('type') !== undefined) return;
    out.push({ id, name, email, kind: 'queue', isActive: true, managerId: null, role: null });
  });

/** Users and queues. */
export async function openPeople(org: Org): Promise<{ readonly users: Table | undefined; stream: Stream<Person> }> {
  const finish: Finish = (row) => {
    row.kind = 'user';
    if (typeof row.email === 'string') org.ours.add(row.email.toLowerCase());
    return completeName(row);
  };
  const users = await org.open('person', 'User', namedCells(org, 'person'), ['id']);
  const queues = await org.open('person', 'Group', queueCells, ['id']);
  if (users === undefined) org.lacks('User', ': every owner is taken as an active user', ['people'], true);
  else org.reading.parts.add('people');
  if (queues === undefined) org.lacks('Group', ': queues are known by their ids alone', ['person.name'], false);
  return {
    users,
    stream: chain([
      users === undefined ? empty() : recordsOf('person', users, org.reading, { finish }),
      queues === undefined ? empty() : queuesOf(queues, org),
    ]),
  };
}
