import { type CsvRow, readCsv } from '../../lib/csv/read-csv.ts';
import { SourceError } from '../../lib/errors.ts';
import { redactSecrets } from '../../lib/redact-secrets.ts';
import { apiError } from './api-error.ts';
import type { Client } from './client.ts';
import { isOfAll, type Query, soqlOf } from './soql.ts';

/** Where the results of a job are taken up again. */
export interface BulkPlace {
  readonly job: string;
  /** Of the page to come; `undefined`: the first. */
  readonly locator: string | undefined;
}

/** Rows of a job; `next` is told with the last rows of a page: where the next begins, `null` where there is none. */
export interface BulkRows {
  readonly rows: readonly CsvRow[];
  readonly next?: BulkPlace | null;
  /** Rows of the page that could not be read. */
  readonly setAside?: number;
}

export interface BulkOptions {
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Told while the org prepares the rows. */
  readonly onWait?: (done: number) => void;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const JOB = /^[a-zA-Z0-9]{15,18}$/;

/** Rows of one page of results: tens of megabytes, which pass through memory piece by piece. */
const PAGE_ROWS = 50_000;

const FIRST_WAIT = 1000;
const MOST_WAIT = 30_000;
/** Polls of one job: with waits of half a minute, about two hours. */
const MOST_POLLS = 250;

/** Starts a job. A query job is a read: nothing of the org changes. */
export async function startJob(client: Client, query: Query): Promise<string> {
  const operation = isOfAll(query) ? 'queryAll' : 'query';
  const started = await client.post('/jobs/query', { operation, query: soqlOf(query, false) });
  const id = isObject(started) ? started.id : undefined;
  if (typeof id === 'string' && JOB.test(id)) return id;
  throw apiError(200, 'UNKNOWN_EXCEPTION', `the job for ${query.object} was started without an id`);
}

function failure(object: string, state: string, job: Json): SourceError {
  const said =
    typeof job.errorMessage === 'string' ? redactSecrets(job.errorMessage.split('\n').at(-1) ?? '').slice(0, 240) : '';
  const reason = said === '' ? '' : `: ${said}`;
  return new SourceError({
    message: `the bulk job for ${object} ended as ${state}${reason}`,
    hint: 'run again; the job is listed in Setup, Bulk Data Load Jobs',
  });
}

/** Waits until the org has found everything; the number of rows, where it says. */
async function finished(
  client: Client,
  { id, object }: { id: string; object: string },
  { sleep, onWait }: BulkOptions,
) {
  for (let poll = 0; poll < MOST_POLLS; poll += 1) {
    const job = await client.get(`/jobs/query/${id}`);
    if (!isObject(job) || typeof job.state !== 'string')
      throw apiError(200, 'UNKNOWN_EXCEPTION', 'a job without a state');
    const processed = typeof job.numberRecordsProcessed === 'number' ? job.numberRecordsProcessed : undefined;
    if (job.state === 'JobComplete') return processed;
    if (job.state === 'Failed' || job.state === 'Aborted') throw failure(object, job.state, job);
    onWait?.(processed ?? 0);
    await sleep(Math.min(FIRST_WAIT * 2 ** Math.min(poll, 10), MOST_WAIT));
  }
  throw new SourceError({
    message: `the bulk job for ${object} did not end within two hours`,
    hint: 'run again when the org is less busy',
  });
}

/**
 * Where the next page begins. The last has the text "null"; without the header, the page is the last only if no row is
 * missing.
 */
function nextLocator(
  headers: Readonly<Record<string, string>>,
  { object, read, processed }: { object: string; read: number; processed: number | undefined },
): string | null {
  const told = headers['sforce-locator']?.trim();
  if (told === 'null') return null;
  if (told !== undefined && told !== '') return told;
  if (processed !== undefined && read >= processed) return null;
  throw new SourceError({
    message: `the results of the bulk job for ${object} do not tell whether there are more (no Sforce-Locator)`,
    hint: 'run again; a proxy may have dropped the header',
  });
}

/** Ids of the results of some API version cannot be read with another. */
const resultsPath = ({ job, locator }: BulkPlace): string =>
  `/jobs/query/${job}/results?maxRecords=${PAGE_ROWS}${locator === undefined ? '' : `&locator=${encodeURIComponent(locator)}`}`;

/** The rows of a job, from where they were left; each page begins with a header, which names its columns. */
export async function* readJob(
  client: Client,
  place: BulkPlace,
  { object, fields, before }: { readonly object: string; readonly fields: readonly string[]; readonly before: number },
  options: BulkOptions,
): AsyncGenerator<BulkRows> {
  const processed = await finished(client, { id: place.job, object }, options);
  let at = place;
  let read = before;
  for (;;) {
    const { headers, chunks } = await client.stream(resultsPath(at), 'text/csv');
    const csv = await readCsv(chunks, {
      file: object,
      encoding: 'utf-8',
      dialect: { delimiter: ',', quote: '"' },
      columns: fields,
    });
    if (csv.missing.length > 0)
      throw apiError(200, 'UNKNOWN_EXCEPTION', `${object}: the results lack ${csv.missing.join(', ')}`);
    for await (const { rows } of csv.batches()) {
      read += rows.length;
      yield { rows };
    }
    const setAside = csv.tally().setAside.count;
    const locator = nextLocator(headers, { object, read: read + setAside, processed });
    const next = locator === null ? null : { job: at.job, locator };
    yield { rows: [], next, setAside };
    if (next === null) return;
    at = next;
  }
}
