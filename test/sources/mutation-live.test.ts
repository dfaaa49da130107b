import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditRequest } from '../../src/audit/request.ts';
import { type Hubspot, startHubspot, type Token, tellDemo } from '../emulators/hubspot/hubspot.mjs';
import { openFolder, requestFor, type Told, tellAccount, tellSalesforce } from '../parity/told.ts';

/**
 * Takes a field, an object or a scope away from a CRM and audits it again through its API. What is not shown may leave
 * checks open; it must never turn a verdict.
 *
 * Every case is an audit of the whole org, so that they are few, and always the same: a property or field for each way in
 * which something hidden is noticed (a dictionary, a description, an answer that lacks it) and each kind of thing that is
 * read from it (a roll-up, a text, a date, a label, an address, a state), one that only lead records have, every scope and
 * every object. What the form of files hides is drawn at random in another test, since files cost no calls.
 */

const scopes = [
  ...['contacts', 'companies', 'deals', 'leads', 'owners', 'users'].map((name) => `crm.objects.${name}.read`),
  'sales-email-read',
];

const app = (granted: readonly string[]): Token => ({ kind: 'private-app', scopes: granted });

/** One account for all, with a token that may see all of it and one that lacks each scope. */
const tokens = {
  whole: app(scopes),
  ...Object.fromEntries(scopes.map((scope) => [scope, app(scopes.filter((one) => one !== scope))])),
};

const ways = { hubspot: 'contacts', 'hubspot-leads': 'objects' } as const;
type HubspotWay = keyof typeof ways;

let root = '';
let close: () => void = () => undefined;
const accounts = new Map<HubspotWay, Hubspot>();
const requests = new Map<string, AuditRequest>();
const whole = new Map<string, Told>();

const known = <T>(map: ReadonlyMap<string, T>, way: string): T => {
  const found = map.get(way);
  if (found === undefined) throw new Error(`${way} was not begun`);
  return found;
};

const tellAs = (way: HubspotWay, token: string): Promise<Told> => {
  const env = { HUBSPOT_API_URL: known(accounts, way).url, HUBSPOT_ACCESS_TOKEN: token };
  return tellAccount(root, way, env, known(requests, way));
};

beforeAll(async () => {
  ({ root, close } = await openFolder());
  for (const way of ['salesforce', 'hubspot', 'hubspot-leads'] as const) requests.set(way, requestFor(root, way));
  for (const way of ['hubspot', 'hubspot-leads'] as const) {
    accounts.set(way, await startHubspot({ limits: { isOff: true }, portal: tellDemo({ leads: ways[way] }), tokens }));
    whole.set(way, await tellAs(way, 'whole'));
  }
  whole.set('salesforce', await tellSalesforce(root, {}, known(requests, 'salesforce')));
}, 60_000);
afterAll(async () => {
  const written = [...accounts.values()].flatMap((hub) => hub.writes());
  for (const hub of accounts.values()) await hub.close();
  close();
  expect(written).toEqual([]);
});

const isVerdict = (outcome: string | undefined): boolean => outcome === 'pass' || outcome === 'fail';

/** Verdicts that turned. */
function turned(way: string, { outcomes }: Told): readonly string[] {
  const before = known(whole, way).outcomes;
  return [...outcomes].flatMap(([check, after]) => {
    const was = before.get(check);
    return isVerdict(was) && isVerdict(after) && was !== after ? [`${check}: ${was} → ${after}`] : [];
  });
}

/** Rules that were decided for some record and are not any more. */
function leftOpen(way: string, { outcomes }: Told): ReadonlySet<string> {
  const opened = [...known(whole, way).outcomes].filter(
    ([check, was]) => isVerdict(was) && outcomes.get(check) === 'not-evaluable',
  );
  return new Set(opened.map(([check]) => check.split(' ')[0] ?? ''));
}

/** Gaps that were not told of the whole account. */
function gapsMore(way: string, { result }: Told) {
  const before = new Set(known(whole, way).result.source.gaps.map(({ what, reason }) => `${what}: ${reason}`));
  return result.source.gaps.filter(({ what, reason }) => !before.has(`${what}: ${reason}`));
}

/** Audits an account without a property, which it has again afterwards. */
async function without(way: HubspotWay, name: string): Promise<Told> {
  const { portal, redefine } = known(accounts, way);
  const [type = '', property] = name.split('.');
  const all = portal.properties[type] ?? [];
  const rest = all.filter((one) => one.name !== property);
  if (rest.length === all.length) throw new Error(`the account has no ${name}`);
  portal.properties[type] = rest;
  redefine();
  try {
    return await tellAs(way, 'whole');
  } finally {
    portal.properties[type] = all;
    redefine();
  }
}

/** What it reads stands in the criteria of the team. */
const READS_MORE = 'stages/criteria-unmet';

describe('a HubSpot account that lacks something', () => {
  test.each([
    ...['contacts.hs_lead_status', 'contacts.jobtitle', 'contacts.state', 'contacts.notes_last_updated'],
    ...['companies.domain', 'deals.amount', 'deals.closedate', 'deals.hs_is_closed', 'notes.hs_note_body'],
    ...['emails.hs_email_direction', 'meetings.hs_meeting_end_time'],
  ])('turns no verdict without the property %s', async (name) => {
    expect(turned('hubspot', await without('hubspot', name))).toEqual([]);
  });

  test.each([
    ['contacts.email', 'coverage/single-threaded'],
    ['deals.hs_next_step', 'gaming/rolled-date'],
    ['tasks.hs_task_status', 'status/open-work-on-closed-lead'],
  ])('turns no verdict without the property %s, and leaves open what it says it does', async (name, reader) => {
    const told = await without('hubspot', name);
    expect(turned('hubspot', told)).toEqual([]);
    const open = leftOpen('hubspot', told);
    const affected = new Set(gapsMore('hubspot', told).flatMap(({ affects }) => affects));
    expect([...open].filter((rule) => !affected.has(rule) && rule !== READS_MORE)).toEqual([]);
    expect(open).toContain(reader);
  });

  test.each(['leads.hs_last_activity_date', 'leads.hubspot_owner_assigneddate'])(
    'turns no verdict without the property %s of lead records',
    async (name) => {
      expect(turned('hubspot-leads', await without('hubspot-leads', name))).toEqual([]);
    },
  );

  test.each(scopes)('turns no verdict without the scope %s', async (scope) => {
    expect(turned('hubspot', await tellAs('hubspot', scope))).toEqual([]);
  });

  test('turns no verdict without labels of contacts on deals', async () => {
    const { portal } = known(accounts, 'hubspot');
    const { labels } = portal;
    portal.labels = {};
    const told = await tellAs('hubspot', 'whole');
    portal.labels = labels;
    expect(turned('hubspot', told)).toEqual([]);
  });
});

describe('a Salesforce org that hides something', () => {
  test.each([
    ...['Lead.Email', 'Lead.LastActivityDate', 'Contact.Email', 'Contact.Title', 'Task.WhoId', 'Opportunity.NextStep'],
    ...['Task.Description', 'Event.EndDateTime', 'OpportunityContactRole', 'OpportunityFieldHistory', 'User'],
  ])('turns no verdict without %s', async (hidden) => {
    const told = await tellSalesforce(root, { hidden: [hidden] }, known(requests, 'salesforce'));
    expect(turned('salesforce', told)).toEqual([]);
  });
});
