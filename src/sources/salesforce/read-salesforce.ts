import { UserError } from '../../lib/errors.ts';
import { inOrder } from '../../lib/validate.ts';
import type { Dataset, Gap, Wants } from '../../model/dataset.ts';
import { rowTypes } from '../../model/fields.ts';
import type { Mirror } from '../../model/mirror.ts';
import { closeAll, datasetOf } from '../files/dataset-of.ts';
import { type Reading, startReading } from '../files/reading.ts';
import type { OrgPlaces } from '../files/shapes/salesforce/org.ts';
import { shapeOrg } from '../files/shapes/salesforce.ts';
import type { LiveOptions } from '../live/live.ts';
import { refusingNothing } from '../live/nothing-read.ts';
import { startUnorderedHash } from '../live/unordered-hash.ts';
import type { Source } from '../source.ts';
import { type Feed, type FeedPlaces, placesOf } from './feed.ts';
import { type MirroredOrgOptions, mirroredOrg } from './mirrored-org.ts';
import { withNoteBodies, withWholeNotes } from './note-bodies.ts';
import { objects } from './objects.ts';
import { type Opened, openOrg } from './open-org.ts';
import type { Reads } from './read-query.ts';
import { someOwners } from './some-owners.ts';
import { whoReads } from './who-reads.ts';
import { wholeOrg } from './whole-org.ts';

/** What is expected of an object, by row type. */
function startExpecting() {
  const rows = new Map<string, number>();
  return {
    expect: (object: string, count: number): void => void rows.set(object, count),
    of: (type: string): number | undefined => {
      const known = [...rows].filter(([object]) => objects[object]?.type === type);
      return known.length === 0 ? undefined : known.reduce((sum, [, count]) => sum + count, 0);
    },
  };
}

/** How the objects of an org are found: as places of rows, and why there are none. */
const orgPlaces = (from: FeedPlaces): OrgPlaces => ({
  of: (object) => placesOf(object, from),
  whyNone: from.schema.whyHidden,
  hasEntities: false,
  mayHide: true,
});

interface FeedOptions extends MirroredOrgOptions, Pick<LiveOptions['config'], 'fields'> {
  readonly isMirrored: boolean;
}

/** The records of those who are asked for; everything, where that is asked for, or costs no more. */
function feedFor(
  { budget }: Opened,
  reads: Reads,
  { whose, against }: Wants,
  { fields, isMirrored, ...options }: FeedOptions,
): Feed {
  const whole = (): Feed => (isMirrored ? mirroredOrg(reads, options) : wholeOrg(reads, options));
  const isForSome = whose !== undefined && whose.reps.length + whose.teams.length > 0;
  if (!isForSome) return whole();
  const mapped = (history: string): readonly string[] =>
    Object.values(fields[history === 'LeadHistory' ? 'lead' : 'deal'] ?? {});
  const some = { whose, against, budget, mapped, openPull: options.openPull };
  return someOwners(reads, some, whole);
}

/** No rule and no route asks where a territory lies: whoever deals records out by them should know. */
const territories: Gap = {
  what: 'Territory2',
  reason: 'Sales Territories are on, and no rule or route reads them: routing by territory is not checked',
  hides: [],
  isIncomplete: false,
};

/** What the last snapshot left of this org for this user; `undefined` where nothing is to be kept. */
async function mirrorFor({ client }: Opened, { mirrors, notify }: LiveOptions): Promise<Mirror | undefined> {
  if (mirrors === undefined) return undefined;
  const who = await whoReads(client);
  if (who !== undefined) return mirrors.open({ source: 'salesforce', ...who });
  notify(
    'the org does not tell whose session this is, so everything is read, and nothing is kept for the next snapshot',
  );
  return undefined;
}

/** `fewRows`: tables of no more rows are read whole, on whatever there is to go on with; a page when it is left out. */
export interface SalesforceOptions extends LiveOptions {
  readonly fewRows?: number | undefined;
}

async function datasetFrom(opened: Opened, wants: Wants, options: SalesforceOptions): Promise<Dataset> {
  const { client, schema, budget } = opened;
  const { config, zone, edges, pulls } = options;
  const reading: Reading = { ...startReading({ config, zone }, wants, 'not read'), hash: startUnorderedHash() };
  reading.opened.push({ close: async () => client.close() });
  const note = (gap: Gap): void => void reading.gaps.push(gap);
  const reads: Reads = { client, schema, asOf: wants.asOf, note };
  if (schema.of('Opportunity')?.fields.includes('Territory2Id') === true) note(territories);
  const expected = startExpecting();
  const org = new URL(client.instanceUrl).host;
  const records = feedFor(opened, reads, wants, {
    openPull: (query, what) =>
      pulls.open({ source: 'salesforce', org, apiVersion: client.version(), asOf: wants.asOf, query }, what),
    sleep: edges.sleep,
    expect: expected.expect,
    plan: budget.plan,
    fields: config.fields,
    isMirrored: options.mirrors !== undefined,
    openMirror: () => mirrorFor(opened, options),
    now: edges.now,
    notify: options.notify,
    fewRows: options.fewRows,
  });
  const isWhole = config.source?.kind === 'salesforce' && config.source.noteBodies === true;
  const feed = isWhole ? withNoteBodies(records, { client, budget, note }) : records;
  const shown = isWhole ? withWholeNotes(schema) : schema;
  try {
    const shaped = await shapeOrg(orgPlaces({ schema: shown, feed, budget, note }), reading, rowTypes);
    if (reading.problems.length > 0) throw new UserError(inOrder(reading.problems));
    const dataset = datasetOf(reading, [shaped], { kind: 'salesforce', label: org, recordUrl: client.instanceUrl });
    const streams = refusingNothing(dataset.streams, () => budget.usage().stopped);
    return { ...dataset, streams, expects: expected.of, usage: budget.usage };
  } catch (error) {
    await closeAll(reading);
    throw error;
  }
}

/**
 * A Salesforce org, read through its API. Throws a `UserError` for credentials that are missing or written wrong and for
 * mapped fields that nobody has, and a `SourceError` for an org that cannot be read.
 */
export const readSalesforce =
  (options: SalesforceOptions): Source =>
  async (wants) =>
    datasetFrom(await openOrg(options), wants, options);
