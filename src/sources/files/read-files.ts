import { UserError } from '../../lib/errors.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { inOrder } from '../../lib/validate.ts';
import { type Dataset, empty, type Gap, type Part, parts } from '../../model/dataset.ts';
import { type RowType, rowTypes } from '../../model/fields.ts';
import type { Source } from '../source.ts';
import { DATA, type Folder, openFolder } from './folder.ts';
import { onceEach } from './once-each.ts';
import { countingOrphans } from './orphans.ts';
import { type Reading, type ReadingOptions, startReading } from './reading.ts';
import { hubspot } from './shapes/hubspot.ts';
import { jsonl } from './shapes/jsonl.ts';
import { mapped } from './shapes/mapped.ts';
import { salesforce, salesforceObjects } from './shapes/salesforce.ts';
import type { Shape, Shaped } from './shapes/shape.ts';

export interface FilesOptions extends ReadingOptions {
  /** A folder of exports, a zip archive of them, or one file. */
  readonly path: string;
  /** How the path is called in reports; never absolute. */
  readonly label: string;
  readonly kind?: 'files' | 'demo';
  /** Root of the org's pages, for links to records; exports do not tell. */
  readonly recordUrl?: string | undefined;
}

/** In the order in which they are asked: what the configuration says comes before what file names tell. */
const shapes: readonly Shape[] = [mapped, jsonl, salesforce, hubspot];

function unrecognized({ names }: Folder, label: string): UserError {
  const known = salesforceObjects.map((object) => `${object}.csv`);
  const shown = names.slice(0, 12).join(', ') + (names.length > 12 ? ' …' : '');
  const near = names
    .filter((name) => DATA.test(name))
    .map((name) => ({ name, hint: didYouMean(name, known) }))
    .find(({ hint }) => hint !== undefined);
  const rename = near === undefined ? '' : `${near.name}: ${near.hint} `;
  return new UserError({
    message: `${label} holds no file that is known: ${shown}`,
    hint: `${rename}threadcount init --source DIR, with the same folder, proposes which file is which record; or name files by object: Lead.csv, Opportunity.csv …`,
  });
}

async function openShapes(folder: Folder, reading: Reading, label: string): Promise<readonly Shaped[]> {
  const found: Shaped[] = [];
  const taken = new Set<RowType>();
  for (const shape of shapes) {
    const shaped = await shape(folder, reading, taken);
    if (shaped === undefined) continue;
    found.push(shaped);
    for (const type of rowTypes) if (shaped.streams[type] !== undefined) taken.add(type);
  }
  if (reading.problems.length > 0) throw new UserError(inOrder(reading.problems));
  if (found.length === 0) throw unrecognized(folder, label);
  return found;
}

/** A part that a gap hides is not shown, even if there is a file of it. */
function partsShown({ gaps, parts: shown }: Reading): (part: Part) => boolean {
  let hidden: ReadonlySet<string> = new Set();
  let counted = 0;
  return (part) => {
    if (counted !== gaps.length) {
      hidden = new Set(gaps.flatMap(({ hides }) => hides));
      counted = gaps.length;
    }
    return shown.has(part) && !hidden.has(part);
  };
}

const nounOf: { readonly [P in Part]: string } = {
  people: 'People',
  accounts: 'Accounts',
  contacts: 'Contacts',
  contactRoles: 'Contact roles',
  leadHistory: 'History of leads',
  dealHistory: 'History of deals',
  tasks: 'Tasks',
  calls: 'Calls',
  emails: 'E-mails',
  meetings: 'Meetings',
  notes: 'Notes',
  participants: 'People in activities',
};

/** The gaps found, and one for every part that is not shown and of which none of them speaks. */
function gapsOf({ gaps, parts: shown }: Reading): readonly Gap[] {
  const told = new Set(gaps.flatMap(({ hides }) => hides));
  // A file that is read twice tells of its flaws twice.
  const once = new Map(gaps.map((gap) => [`${gap.what}\n${gap.reason}`, gap]));
  const silent = parts.filter((part) => !shown.has(part) && !told.has(part));
  const reason = 'not in these files';
  return [
    ...once.values(),
    ...silent.map((part) => ({ what: nounOf[part], reason, hides: [part], isIncomplete: false })),
  ];
}

const objectOf = { lead: 'Lead', deal: 'Opportunity' } as const;

type ShapeOf = (type: RowType) => Shaped | undefined;

const streamsOf = (shapeOf: ShapeOf, reading: Reading): Dataset['streams'] => ({
  person: shapeOf('person')?.streams.person ?? empty(),
  account: onceEach('account', shapeOf('account')?.streams.account ?? empty(), reading),
  contact: onceEach('contact', shapeOf('contact')?.streams.contact ?? empty(), reading),
  contactRole: shapeOf('contactRole')?.streams.contactRole ?? empty(),
  history: shapeOf('history')?.streams.history ?? empty(),
  activity: shapeOf('activity')?.streams.activity ?? empty(),
  lead: onceEach('lead', shapeOf('lead')?.streams.lead ?? empty(), reading),
  deal: onceEach('deal', shapeOf('deal')?.streams.deal ?? empty(), reading),
});

function datasetOf(reading: Reading, found: readonly Shaped[], options: FilesOptions): Dataset {
  const shapeOf: ShapeOf = (type) => found.find(({ streams }) => streams[type] !== undefined);
  const { recordUrl } = options;
  return {
    kind: options.kind ?? 'files',
    label: options.label,
    streams: countingOrphans(streamsOf(shapeOf, reading), reading),
    has: partsShown(reading),
    gaps: () => gapsOf(reading),
    columnOf: (type, field) => shapeOf(type)?.columnOf(type, field),
    urlOf: (type, id) =>
      recordUrl === undefined || shapeOf(type)?.hasSalesforceIds !== true
        ? undefined
        : `${recordUrl}/lightning/r/${objectOf[type]}/${id}/view`,
    hash: reading.hash.digest,
    close: () => closeAll(reading),
  };
}

async function closeAll({ opened }: Reading): Promise<void> {
  // Archives were opened first, and are closed after the files in them.
  for (const file of opened.toReversed()) await file.close();
}

/**
 * Exports, in a folder or zip archives: CSVs named by Salesforce object, exports of HubSpot, any CSV that the configuration maps, canonical JSON Lines. All
 * files are opened and their headers checked at once; rows are read as the streams are consumed. Throws a `UserError`
 * for a path that does not exist, an empty folder, files that are not known and columns that are absent, and a
 * `SourceError` for what cannot be read or when more than 1 % of the rows of a file are unreadable.
 */
export const readFiles =
  (options: FilesOptions): Source =>
  async (wants) => {
    const folder = await openFolder(options.path, options.label);
    const reading = startReading(options, wants);
    reading.opened.push(folder);
    for (const { name, reason } of folder.passedOver)
      reading.gaps.push({ what: name, reason, hides: [], isIncomplete: true });
    try {
      return datasetOf(reading, await openShapes(folder, reading, options.label), options);
    } catch (error) {
      await closeAll(reading);
      throw error;
    }
  };
