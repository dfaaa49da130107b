import { afterEach, expect, test } from 'vitest';
import { stoppedClock } from '../../support/stopped-clock.ts';
import { type Edits, type Hubspot, type HubspotOptions, openEdits, startHubspot, tellVolume } from './hubspot.mjs';

let hub: Hubspot;
let edits: Edits;
afterEach(() => hub.close());

const NOW = Date.UTC(2026, 10, 18, 17);
const SECOND = 1000;

async function start(options: HubspotOptions = {}): Promise<void> {
  const clock = stoppedClock(NOW);
  hub = await startHubspot({ clock, limits: { isOff: true }, ...options });
  edits = openEdits({ ...hub, clock });
}

interface Found {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly propertiesWithHistory?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

async function ask(
  path: string,
  body?: unknown,
): Promise<{ readonly results: readonly Found[]; readonly total: number }> {
  const response = await fetch(hub.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${hub.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { results, total = 0 }: { results: readonly Found[]; total?: number } = JSON.parse(await response.text());
  return { results, total };
}

const modifiedSince = (type: string, since: number, property = 'hs_lastmodifieddate') =>
  ask(`/crm/v3/objects/${type}/search`, {
    filterGroups: [{ filters: [{ propertyName: property, operator: 'GTE', value: String(since) }] }],
    sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
    properties: ['hs_merged_object_ids'],
    limit: 200,
  });

const read = async (type: string, id: string, properties: readonly string[]): Promise<Found> => {
  const { results } = await ask(`/crm/v3/objects/${type}/batch/read`, {
    inputs: [{ id }],
    properties,
    propertiesWithHistory: properties,
  });
  const [found] = results;
  if (found === undefined) throw new Error(`${id} is not there`);
  return found;
};

const first = (type: string): string => edits.ids(type)[0] ?? '';
const idsOf = ({ results }: { readonly results: readonly Found[] }): readonly string[] => results.map(({ id }) => id);

test('a stage that is moved is stamped, has a past, and closes the deal', async () => {
  await start();
  const id =
    edits.ids('deals').find((one) => hub.portal.tables.deals?.get(one)?.properties.hs_is_closed === 'false') ?? '';
  const before = await read('deals', id, ['dealstage']);
  edits.update('deals', id, { dealstage: 'closedwon' }, { userId: 5 });
  const after = await read('deals', id, ['dealstage', 'hs_is_closed_won']);
  expect(after.properties).toMatchObject({ dealstage: 'closedwon', hs_is_closed_won: 'true' });
  const [now, ...rest] = after.propertiesWithHistory?.dealstage ?? [];
  expect(now).toMatchObject({ value: 'closedwon', timestamp: new Date(NOW).toISOString(), updatedByUserId: 5 });
  expect(rest).toEqual(before.propertiesWithHistory?.dealstage);
  expect(idsOf(await modifiedSince('deals', NOW))).toEqual([id]);
});

test('the index learns of each change a while after it', async () => {
  await start({ searchDelay: 5 * SECOND });
  const id = first('companies');
  edits.update('companies', id, { name: 'One' });
  hub.clock.move(10 * SECOND);
  edits.update('companies', id, { name: 'Two' });
  const told = async () => (await modifiedSince('companies', NOW)).results.map(({ properties }) => properties);
  expect(await told()).toMatchObject([{ hs_lastmodifieddate: new Date(NOW).toISOString() }]);
  hub.clock.move(5 * SECOND);
  expect(await told()).toMatchObject([{ hs_lastmodifieddate: new Date(NOW + 10 * SECOND).toISOString() }]);
});

test('what is deleted leaves the list, what it was on, and in the end the search; restored, it is back', async () => {
  await start();
  const deal = first('deals');
  const [contact = ''] = edits.linked('deals', 'contacts', deal);
  edits.archive('contacts', contact);
  expect(edits.linked('deals', 'contacts', deal)).not.toContain(contact);
  expect(idsOf(await ask('/crm/v3/objects/contacts?archived=true'))).toEqual([contact]);
  const { total } = await modifiedSince('contacts', 0, 'lastmodifieddate');
  edits.restore('contacts', contact);
  expect((await modifiedSince('contacts', 0, 'lastmodifieddate')).total).toBe(total + 1);
  expect(await modifiedSince('contacts', NOW, 'lastmodifieddate')).toMatchObject({ total: 0 });
  expect(edits.linked('deals', 'contacts', deal)).toContain(contact);
});

test('a merged record is gone, and its survivor has its associations and names it', async () => {
  await start();
  const [left = '', into = ''] = edits
    .ids('contacts')
    .filter((id) => edits.linked('contacts', 'emails', id).length > 0);
  const mails = edits.linked('contacts', 'emails', left);
  edits.merge('contacts', left, into);
  expect(edits.ids('contacts')).not.toContain(left);
  expect(edits.linked('contacts', 'emails', into)).toEqual(expect.arrayContaining([...mails]));
  const { results } = await modifiedSince('contacts', NOW, 'lastmodifieddate');
  expect(results).toMatchObject([{ id: into, properties: { hs_merged_object_ids: left } }]);
});

test('what is done on a record is counted later, and stamps nothing but the activity', async () => {
  await start({ rollUpDelay: 5 * SECOND });
  const id = first('contacts');
  const last = async () => (await read('contacts', id, ['notes_last_updated'])).properties.notes_last_updated;
  const before = await last();
  const note = edits.create('notes', { hs_timestamp: new Date(NOW).toISOString(), hs_note_body: 'Talked' }, [
    ['contacts', id],
  ]);
  expect(await last()).toBe(before);
  hub.clock.move(5 * SECOND);
  expect(await last()).toBe(new Date(NOW).toISOString());
  expect((await modifiedSince('contacts', NOW, 'lastmodifieddate')).total).toBe(0);
  edits.archive('notes', note);
  hub.clock.move(5 * SECOND);
  expect(await last()).toBe(before);
});

test('an association with a label stamps neither side', async () => {
  await start();
  const [deal, contact] = [first('deals'), edits.ids('contacts').at(-1) ?? ''];
  edits.associate('deals', deal, 'contacts', contact, {
    labels: [{ category: 'USER_DEFINED', typeId: 31, label: 'Champion' }],
  });
  expect(edits.linked('contacts', 'deals', contact)).toContain(deal);
  expect(
    (await modifiedSince('deals', NOW)).total + (await modifiedSince('contacts', NOW, 'lastmodifieddate')).total,
  ).toBe(0);
  edits.dissociate('deals', deal, 'contacts', contact);
  expect(edits.linked('contacts', 'deals', contact)).not.toContain(deal);
});

test('edits of one account show in no other, and an account of any size can be edited', async () => {
  await start({ portal: tellVolume({ deals: 300 }) });
  const [one = '', two = ''] = edits.ids('deals');
  edits.archive('deals', one);
  edits.update('deals', two, { dealname: 'Another' });
  const made = edits.create('deals', { dealname: 'New' });
  expect(idsOf(await modifiedSince('deals', NOW))).toEqual([two, made]);
  expect((await ask('/crm/v3/objects/deals?limit=1')).results[0]?.id).toBe(two);
  await hub.close();
  await start({ portal: tellVolume({ deals: 300 }) });
  expect(edits.ids('deals')[0]).toBe(one);
  expect((await modifiedSince('deals', NOW)).total).toBe(0);
});
