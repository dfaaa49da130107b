import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, readExport } from '../read-export.ts';

describe('rows with one id', () => {
  it('are one record: the one that was modified last', async () => {
    const { deal, gaps } = await readExport({
      'Opportunity.csv': csv(
        'Id,Name,LastModifiedDate',
        '1,first,2026-11-01T00:00:00Z',
        '2,other,2026-11-01T00:00:00Z',
        '1,newest,2026-11-03T00:00:00Z',
        '1,older,2026-11-02T00:00:00Z',
      ),
    });
    expect(deal.map(({ id, name }) => [id, name])).toEqual([
      ['1', 'newest'],
      ['2', 'other'],
    ]);
    expect(gaps).toContainEqual({
      what: 'Deals',
      reason: '2 more rows have the id of another: the latest counts',
      hides: [],
      isIncomplete: true,
    });
  });

  it('are the last of them where nothing tells which is newer, in whatever form the id is written', async () => {
    const { account, lead } = await readExport({
      'Account.csv': csv('Id,Name', '0015f000000aiJS,first', '#0015f000000aiJSAAY,last'),
      'Lead.csv': csv('Id,Company', ',nameless', ',nameless'),
    });
    expect(account.map(({ name }) => name)).toEqual(['last']);
    expect(lead).toHaveLength(2);
  });

  it('and all others are all there are: rows in are records, doubles and rows set aside', async () => {
    const id = fc.integer({ min: 0, max: 400 });
    await fc.assert(
      fc.asyncProperty(fc.array(id, { minLength: 200, maxLength: 300 }), fc.boolean(), async (ids, isBroken) => {
        const rows = ids.map((one, n) => (isBroken && n === 7 ? 'x,y,z' : `id${one},${n}`));
        const { contact, gaps } = await readExport({ 'Contact.csv': csv('Id,Title', ...rows) });
        const counted = (pattern: RegExp): number =>
          Number(gaps.map(({ reason }) => pattern.exec(reason)?.[1]).find((found) => found !== undefined) ?? 0);
        expect(contact.length + counted(/^(\d+) more row/) + counted(/^(\d+) rows? set aside/)).toBe(ids.length);
      }),
      { numRuns: 20 },
    );
  });
});

describe('references that lead nowhere', () => {
  it('are counted, and break nothing', async () => {
    const { gaps, activity } = await readExport({
      'Account.csv': csv('Id,Name', '0015f000000aiJSAAY,Acme'),
      'Lead.csv': csv('Id,Company', '00Q5f000000aiJSEAY,Acme'),
      'Task.csv': csv('Id,WhoId', '1,00Q5f000000aiJSEAY', '2,00Q5f0000GONE1AAA', '3,00Q5f0000GONE1AAA'),
      'Contact.csv': csv('Id,AccountId', '0035f000000lV6gAAE,0015f0000GONE1AAA', '0035f000000lV73AAE,'),
      'OpportunityContactRole.csv': csv('Id,OpportunityId,ContactId', '1,0065f0000GONE1AAA,0035f0000GONE1AAA'),
    });
    expect(activity).toHaveLength(3);
    const orphans = gaps.filter(({ reason }) => reason.includes('refer to'));
    expect(orphans.map(({ what, reason }) => `${what}: ${reason}`)).toEqual([
      'Accounts: 1 that other rows refer to is not in these files',
      'Contacts: 1 that other rows refer to is not in these files',
      'Leads: 1 that other rows refer to is not in these files',
    ]);
  });

  it('are not looked for among records that were not exported at all', async () => {
    const { gaps } = await readExport({ 'Task.csv': csv('Id,WhoId', '1,00Q5f000000aiJSEAY') });
    expect(gaps.filter(({ reason }) => reason.includes('refer to'))).toEqual([]);
  });
});
