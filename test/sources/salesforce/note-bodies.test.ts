import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { readSalesforce } from '../../../src/sources/salesforce/read-salesforce.ts';
import {
  demoOrg,
  type Fault,
  type SalesforceEmulator,
  type SalesforceOptions,
  volumeOrg,
} from '../../emulators/salesforce/salesforce.mjs';
import { everything, readDataset } from '../read-export.ts';
import { liveOptions, startOrg } from './live.ts';

const asOf = Date.UTC(2026, 10, 18);
const base = loadConfig({ cwd: import.meta.dirname, ignoreDiscovered: true });
const config = { ...base, source: { kind: 'salesforce', noteBodies: true } } as const;

const noteId = (n: number): string => `0695V000000000${n}AAA`;
const PREVIEW = 'Long talk. '.repeat(30).slice(0, 255);
const html = (n: number): string =>
  `<p>${PREVIEW}</p><p>Agreed &amp; signed, budget ${n}&nbsp;k</p><script>x()</script>`;

/** The demo with enhanced notes: short, cut, and cut on an account alone. */
async function orgWithNotes(cut: number, options: SalesforceOptions = {}): Promise<SalesforceEmulator> {
  const org = demoOrg();
  const emulator = await startOrg({ org, ...options });
  const idIn = (object: string): string => {
    const table = org.tables.get(object);
    const [first] = table?.handles() ?? [];
    return String(table?.get(first, 'Id'));
  };
  const written = { IsDeleted: false, CreatedDate: '2026-11-02T10:00:00.000Z', FileType: 'SNOTE', Title: 'Plan' };
  const note = (n: number, about: string, TextPreview: string, Content: string) => {
    const Id = noteId(n);
    emulator.change('ContentNote', (rows) => rows.push({ ...written, Id, TextPreview, Content }));
    emulator.change('ContentDocumentLink', (rows) =>
      rows.push({ Id: `06A5V000000000${n}AAA`, IsDeleted: false, ContentDocumentId: Id, LinkedEntityId: about }),
    );
  };
  note(0, idIn('Opportunity'), 'Short', '<p>Not to be asked for</p>');
  for (let n = 1; n <= cut; n += 1) note(n, n % 2 === 0 ? idIn('Lead') : idIn('Opportunity'), PREVIEW, html(n));
  note(9, idIn('Account'), PREVIEW, html(9));
  return emulator;
}

const contentCalls = (org: SalesforceEmulator): readonly string[] =>
  org.requests().flatMap(({ path }) => (path.endsWith('/Content') ? [path.split('/').at(-2) ?? ''] : []));

async function notesOf(
  org: SalesforceEmulator,
  over: Parameters<typeof liveOptions>[1] = {},
  reps: readonly string[] = [],
) {
  const read = readSalesforce(liveOptions(org.env, { config, ...over }));
  const whose = { reps, teams: [], closedSince: 0 };
  const dataset = await read({ asOf, fields: everything, ...(reps.length > 0 && { whose }) });
  const reading = await readDataset(dataset);
  const bodies = new Map(reading.activity.map(({ id, body }) => [id, body]));
  const reasons = dataset.gaps().flatMap(({ what, reason }) => (what === 'ContentNote' ? [reason] : []));
  expect([org.writes(), org.bugs()]).toEqual([[], []]);
  return { bodies, reasons, reading, usage: dataset.usage?.() };
}

describe('enhanced notes behind their preview', () => {
  it('are not asked for unless the configuration says so', async () => {
    const org = await orgWithNotes(2);
    const { bodies, reasons } = await notesOf(org, { config: base });
    expect(contentCalls(org)).toEqual([]);
    expect([bodies.get(noteId(0)), bodies.get(noteId(1))]).toEqual(['Short', undefined]);
    expect(reasons).toEqual(['3 notes are cut at 255 characters, and not judged by the beginning alone']);
  });

  it('are read as text, with one call for each cut note of a lead or an opportunity', async () => {
    const plain = await orgWithNotes(3);
    const without = (await notesOf(plain, { config: base })).usage?.made ?? 0;
    const org = await orgWithNotes(3);
    const { bodies, reasons, usage } = await notesOf(org);
    expect([...contentCalls(org)].sort()).toEqual([1, 2, 3].map(noteId));
    expect(usage?.made).toBe(without + 3);
    expect(bodies.get(noteId(2))).toBe(`${PREVIEW.trim()}\n\nAgreed & signed, budget 2 k`);
    expect(bodies.get(noteId(0))).toBe('Short');
    expect(bodies.get(noteId(9))).toBeUndefined();
    expect(reasons).toEqual(['1 note is cut at 255 characters, and not judged by the beginning alone']);
  });

  it('leave the calls to the records where these run short, and stay unknown, counted', async () => {
    const pages = { settings: { pageSize: 20, isRagged: false } };
    const whole = await notesOf(await orgWithNotes(4, pages), { config: base });
    const maxCalls = (whole.usage?.made ?? 0) + 2;
    const org = await orgWithNotes(4, pages);
    const { bodies, reasons, reading, usage } = await notesOf(org, { limits: { maxCalls, reserve: 0.1 } });
    const known = [1, 2, 3, 4].filter((n) => bodies.get(noteId(n)) !== undefined);
    expect([known.length, contentCalls(org).length]).toEqual([2, 2]);
    expect(reasons[0]).toBe('2 notes are not read whole: the calls that are left are kept for the records');
    expect([reading.lead.length, reading.deal.length]).toEqual([whole.reading.lead.length, whole.reading.deal.length]);
    expect(usage?.stopped).toBeNull();
  });

  it('end where the org says that the calls of the day are used up', async () => {
    const spent: Fault = {
      when: { path: /Content$/, after: 1 },
      do: { error: { status: 403, errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' } },
    };
    const org = await orgWithNotes(3, { faults: [spent] });
    const read = readSalesforce(liveOptions(org.env, { config }));
    const dataset = await read({ asOf, fields: everything });
    for await (const _ of dataset.streams.activity);
    const reasons = dataset.gaps().map(({ reason }) => reason);
    expect(reasons).toContain('2 notes are not read whole: Salesforce says that the calls of the day are used up');
    expect(contentCalls(org)).toHaveLength(2);
  });

  it('stay unknown one by one where one is gone, empty or beyond any size', async () => {
    const gone: Fault = {
      when: { path: new RegExp(`${noteId(1)}/Content$`) },
      do: { error: { status: 404, errorCode: 'NOT_FOUND', message: 'gone' } },
    };
    const org = await orgWithNotes(4, { faults: [gone] });
    org.change('ContentNote', (rows) => {
      for (const row of rows) {
        if (row.Id === noteId(2)) row.Content = '<p> </p>';
        if (row.Id === noteId(3)) row.Content = 'x'.repeat((1 << 20) + 1);
      }
    });
    const { bodies, reasons } = await notesOf(org);
    expect([1, 2, 3].map((n) => bodies.get(noteId(n)))).toEqual([undefined, undefined, undefined]);
    expect(bodies.get(noteId(4))).toContain('budget 4 k');
    expect(reasons).toContain('2 notes are not read whole: the org does not hand out their text');
    expect(reasons).toContain('1 note is not read whole: longer than 1 MB');
  });

  it('are read for one rep of a large org, with the calls that the rep takes and one more', async () => {
    const volume = volumeOrg({ leads: 4000, deals: 1600, activities: 40_000, reps: 8 });
    const org = await startOrg({ org: volume });
    const [users, deals] = [volume.tables.get('User'), volume.tables.get('Opportunity')];
    const rep = [...(users?.handles() ?? [])].find((one) => users?.get(one, 'Email') === 'rep0@emulated.example');
    const own = [...(deals?.handles() ?? [])].find((one) => deals?.get(one, 'OwnerId') === users?.get(rep, 'Id'));
    const [Id, LinkedEntityId] = [noteId(1), String(deals?.get(own, 'Id'))];
    org.change('ContentNote', (rows) =>
      rows.push({
        Id,
        IsDeleted: false,
        CreatedDate: '2026-11-02T10:00:00.000Z',
        TextPreview: PREVIEW,
        Content: html(1),
      }),
    );
    org.change('ContentDocumentLink', (rows) =>
      rows.push({ Id: '06A5V0000000001AAA', IsDeleted: false, ContentDocumentId: Id, LinkedEntityId }),
    );
    const { bodies, reasons } = await notesOf(org, {}, ['rep0@emulated.example']);
    expect([bodies.get(Id)?.includes('budget 1 k'), contentCalls(org), reasons]).toEqual([true, [Id], []]);
    expect(org.calls()).toBeLessThanOrEqual(13);
  });
});
