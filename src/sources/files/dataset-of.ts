import { type Dataset, empty, type Gap, type Part, parts } from '../../model/dataset.ts';
import type { RowType } from '../../model/fields.ts';
import { onceEach } from './once-each.ts';
import { countingOrphans } from './orphans.ts';
import type { Reading } from './reading.ts';
import type { Shaped } from './shapes/shape.ts';

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
function gapsOf({ gaps, absent, parts: shown }: Reading): readonly Gap[] {
  const told = new Set(gaps.flatMap(({ hides }) => hides));
  // A file that is read twice tells of its flaws twice.
  const once = new Map(gaps.map((gap) => [`${gap.what}\n${gap.reason}`, gap]));
  const silent = parts.filter((part) => !shown.has(part) && !told.has(part));
  return [
    ...once.values(),
    ...silent.map((part) => ({ what: nounOf[part], reason: absent, hides: [part], isIncomplete: false })),
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

/** What a dataset is called, and how its records are linked. */
export interface DatasetNames {
  readonly kind: Dataset['kind'];
  readonly label: string;
  /** Root of the org's pages, for links to records. */
  readonly recordUrl?: string | undefined;
}

/** The dataset that shapes make together: of two that show a row type, the first counts. */
export function datasetOf(reading: Reading, found: readonly Shaped[], names: DatasetNames): Dataset {
  const shapeOf: ShapeOf = (type) => found.find(({ streams }) => streams[type] !== undefined);
  const { kind, label, recordUrl } = names;
  return {
    kind,
    label,
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

/** Closes whatever was opened, also after a failure. */
export async function closeAll({ opened }: Reading): Promise<void> {
  // Archives were opened first, and are closed after the files in them.
  for (const file of opened.toReversed()) await file.close();
}
