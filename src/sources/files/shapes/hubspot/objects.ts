import { readCsv } from '../../../../lib/csv/read-csv.ts';
import { SourceError } from '../../../../lib/errors.ts';
import type { FilePlace, Folder } from '../../folder.ts';

/** What a file of HubSpot can be an export of. */
export type HubspotObject =
  | 'contact'
  | 'company'
  | 'deal'
  | 'lead'
  | 'call'
  | 'meeting'
  | 'task'
  | 'note'
  | 'email'
  | 'user';

/** The column that every export of records has. */
const ID = ['record id', 'hs_object_id'];

/** Columns that only one kind of export has, in lower case; contacts and companies share many, so that their order counts. */
const TELLING: readonly (readonly [HubspotObject, readonly string[]])[] = [
  ['lead', ['lead name', 'hs_lead_name']],
  ['deal', ['deal name', 'dealname', 'deal stage', 'dealstage']],
  ['call', ['call title', 'call outcome', 'call direction', 'call notes', 'hs_call_title', 'hs_call_direction']],
  ['meeting', ['meeting name', 'meeting title', 'meeting start time', 'meeting outcome', 'hs_meeting_title']],
  ['task', ['task title', 'task status', 'hs_task_subject', 'hs_task_status']],
  ['email', ['email subject', 'email direction', 'hs_email_subject', 'hs_email_direction']],
  ['note', ['note body', 'hs_note_body']],
  ['contact', ['first name', 'last name', 'contact owner', 'firstname', 'lastname']],
  ['company', ['company name', 'company domain name', 'company owner', 'domain']],
];

/** Names that files have in exports, for headers that do not tell. */
const NAMED: readonly (readonly [HubspotObject, RegExp])[] = [
  ['contact', /contacts?(?![a-z])/i],
  ['company', /compan(?:y|ies)(?![a-z])/i],
  ['deal', /deals?(?![a-z])/i],
  ['call', /calls?(?![a-z])/i],
  ['meeting', /meetings?(?![a-z])/i],
  ['task', /tasks?(?![a-z])/i],
  ['email', /e-?mails?(?![a-z])/i],
  ['note', /notes?(?![a-z])/i],
];

const USERS = /(?:^|[^a-z])(?:users?|owners?)(?![a-z])/i;

const byName = (name: string): HubspotObject | undefined => NAMED.find(([, pattern]) => pattern.test(name))?.[0];

/** What a file is an export of, by its header and, where that does not tell, by its name. */
function objectOf(name: string, header: readonly string[]): HubspotObject | undefined {
  const columns = new Set(header.map((column) => column.toLowerCase()));
  if (USERS.test(name) && columns.has('email')) return 'user';
  if (!ID.some((column) => columns.has(column))) return undefined;
  return TELLING.find(([, telling]) => telling.some((column) => columns.has(column)))?.[0] ?? byName(name);
}

/** A header that cannot be read is told of only where the name says that it should be. */
async function headerOf({ name, shown, bytes }: FilePlace): Promise<readonly string[]> {
  try {
    const csv = await readCsv(bytes(), { file: shown, columns: [] });
    await csv.close();
    return csv.header;
  } catch (error) {
    if (error instanceof SourceError && byName(name) === undefined) return [];
    throw error;
  }
}

/** The files of a folder that are exports of HubSpot. */
export async function findObjects({ files }: Folder): Promise<ReadonlyMap<HubspotObject, readonly FilePlace[]>> {
  const found = new Map<HubspotObject, FilePlace[]>();
  for (const place of files) {
    if (!/\.(?:csv|tsv)$/i.test(place.name)) continue;
    const object = objectOf(place.name, await headerOf(place));
    if (object !== undefined) found.set(object, [...(found.get(object) ?? []), place]);
  }
  return found;
}
