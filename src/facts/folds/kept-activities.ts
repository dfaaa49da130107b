import { grownFloats, grownInts } from '../../lib/grown.ts';
import { startTextTable } from '../../lib/text-table.ts';
import type { Activity } from '../../model/records.ts';
import { blankOr, completions, numberOr, startLabels } from './cells.ts';
import type { Columns } from './kept-rows.ts';

/** What an activity is kept under: one of the records that it is about, or somebody who took part. */
export type Under = 'lead' | 'lead-beside-deal' | 'deal' | 'contact';

/** An activity as far as it tells when something was done, of which kind and with whom: nothing of what was written. */
export type KeptActivity = Pick<
  Activity,
  'kind' | 'at' | 'createdAt' | 'isCompleted' | 'direction' | 'ownerId' | 'contactIds' | 'emails'
> & { readonly under: Under };

const unders: readonly Under[] = ['lead', 'lead-beside-deal', 'deal', 'contact'];
/** What folds ask for; any other label says as little to them as none. */
const kinds: readonly Activity['kind'][] = [undefined, 'task', 'call', 'email', 'meeting', 'note'];
const directions: readonly Activity['direction'][] = [undefined, 'inbound', 'outbound'];

/** Four small numbers in one. */
const labelsOf = ({ kind, direction, isCompleted, under }: KeptActivity): number =>
  Math.max(0, kinds.indexOf(kind)) |
  (Math.max(0, directions.indexOf(direction)) << 3) |
  (completions.indexOf(isCompleted) << 5) |
  (unders.indexOf(under) << 7);

/** An activity as it is kept. */
export const keptOf = (row: Activity, under: Under): KeptActivity => ({
  kind: row.kind,
  at: row.at,
  createdAt: row.createdAt,
  isCompleted: row.isCompleted,
  direction: row.direction,
  ownerId: row.ownerId,
  contactIds: row.contactIds,
  emails: row.emails,
  under,
});

/** Lists of texts, in numbers; 0 is not known, 1 is known to be blank. */
function startLists() {
  const texts = startTextTable();
  let numbers = new Int32Array(0);
  let used = 2;
  return {
    put: (list: readonly string[] | null | undefined): number => {
      if (list === null || list === undefined) return list === null ? 1 : 0;
      const start = used;
      used += 1 + list.length;
      numbers = grownInts(numbers, used);
      numbers[start] = list.length;
      for (let i = 0; i < list.length; i += 1) numbers[start + 1 + i] = texts.numberOf(list[i] ?? '');
      return start;
    },
    at: (start: number): readonly string[] | null | undefined => {
      if (start < 2) return start === 1 ? null : undefined;
      const list: string[] = [];
      for (let i = 1; i <= (numbers[start] ?? 0); i += 1) list.push(texts.at(numbers[start + i] ?? 0));
      return list;
    },
  };
}

/** 32 bytes a row, and what its people take. Only under deals and contacts does anybody ask for those. */
export function startActivityColumns(): Columns<KeptActivity> {
  let [ats, createdAts] = [new Float64Array(0), new Float64Array(0)];
  let [labels, owners] = [new Int32Array(0), new Int32Array(0)];
  let [contacts, emails] = [new Int32Array(0), new Int32Array(0)];
  const people = startLabels();
  const lists = startLists();
  return {
    put: (place, row) => {
      const seesPeople = row.under === 'deal' || row.under === 'contact';
      ats = grownFloats(ats, place + 1);
      createdAts = grownFloats(createdAts, place + 1);
      labels = grownInts(labels, place + 1);
      owners = grownInts(owners, place + 1);
      contacts = grownInts(contacts, place + 1);
      emails = grownInts(emails, place + 1);
      ats[place] = numberOr(row.at);
      createdAts[place] = numberOr(row.createdAt);
      labels[place] = labelsOf(row);
      owners[place] = people.numberOf(row.ownerId);
      contacts[place] = seesPeople ? lists.put(row.contactIds) : 0;
      emails[place] = seesPeople ? lists.put(row.emails) : 0;
    },
    at: (place) => {
      const label = labels[place] ?? 0;
      return {
        kind: kinds[label & 7],
        at: blankOr(ats[place]),
        createdAt: blankOr(createdAts[place]),
        isCompleted: completions[(label >> 5) & 3],
        direction: directions[(label >> 3) & 3],
        ownerId: people.at(owners[place] ?? 0),
        contactIds: lists.at(contacts[place] ?? 0),
        emails: lists.at(emails[place] ?? 0),
        under: unders[(label >> 7) & 3] ?? 'lead',
      };
    },
  };
}
