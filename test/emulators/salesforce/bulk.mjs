// Query jobs of Bulk API 2.0.

import { ApiError, notFound } from './errors.mjs';
import { idOf } from './ids.mjs';
import { csvLine } from './org/csv.mjs';
import { countOf } from './query.mjs';
import { parse } from './soql/parse.mjs';
import { rowsOf } from './soql/run.mjs';
import { projection } from './soql/select.mjs';
import { worldOf } from './world.mjs';

const invalid = (message) => new ApiError(400, 'API_ERROR', message);

/** Starts a job; `polls` looks at it pass before it is complete. */
export function createJob(service, { user, version, text }) {
  let asked;
  try {
    asked = JSON.parse(text);
  } catch {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body is not JSON.');
  }
  const { operation, query: soql } = asked;
  if (operation !== 'query' && operation !== 'queryAll') throw invalid(`Invalid operation: ${operation}`);
  if (asked.columnDelimiter !== undefined && asked.columnDelimiter !== 'COMMA')
    throw invalid('The emulator writes commas only.');
  const world = worldOf({
    org: service.org,
    user,
    soql,
    isAll: operation === 'queryAll',
    now: service.clock.now,
    seed: service.seed + service.jobs.size,
    version,
  });
  const query = parse(String(soql));
  const object = world.objectAt(query.from);
  const plain = query.select.filter(({ kind }) => kind !== 'field');
  if (plain.length > 0 || query.offset > 0)
    throw invalid('Aggregate, TYPEOF, OFFSET and nested queries are not supported in Bulk API 2.0.');
  const { paths } = projection(world, object, query.select);
  const stamp = service.clock.stamp();
  const job = {
    world,
    query,
    object,
    paths,
    user: user.username,
    polls: 0,
    rows: undefined,
    position: 0,
    info: {
      id: idOf('750', service.jobs.size + 1),
      operation,
      object: object.name,
      createdById: user.id,
      createdDate: stamp,
      systemModstamp: stamp,
      state: 'UploadComplete',
      concurrencyMode: 'Parallel',
      contentType: 'CSV',
      apiVersion: Number(version),
      lineEnding: 'LF',
      columnDelimiter: 'COMMA',
    },
  };
  service.jobs.set(job.info.id, job);
  return { status: 200, body: job.info };
}

const jobOf = (service, { id, user }) => {
  const job = service.jobs.get(id);
  if (job === undefined || job.user !== user.username) throw notFound();
  return job;
};

const ENDED = new Set(['JobComplete', 'Failed', 'Aborted']);

/** Each look moves the job on. */
export function lookAtJob(service, request) {
  const job = jobOf(service, request);
  const { settings } = service;
  if (!ENDED.has(job.info.state)) {
    job.polls += 1;
    job.info.state = job.polls <= settings.bulk.polls ? 'InProgress' : settings.bulk.failure ? 'Failed' : 'JobComplete';
    if (job.info.state === 'Failed') job.info.errorMessage = settings.bulk.failure;
  }
  if (job.info.state === 'JobComplete' && job.total === undefined) {
    job.total = countOf(job.world, job.object, job.query);
    Object.assign(job.info, {
      numberRecordsProcessed: job.total,
      retries: 0,
      totalProcessingTime: 1000,
      isPkChunkingSupported: true,
    });
  }
  return { status: 200, body: job.info };
}

export function endJob(service, { method, text, ...request }) {
  const job = jobOf(service, request);
  if (method === 'DELETE') {
    service.jobs.delete(job.info.id);
    return { status: 204, body: undefined };
  }
  if (!/"state"\s*:\s*"Aborted"/.test(text)) throw invalid('A job can only be aborted.');
  job.info.state = 'Aborted';
  return { status: 200, body: job.info };
}

/** One page of results, as it is made: a header on every page, and the literal text null behind the last one. */
export function jobResults(service, { query, version, ...request }) {
  const job = jobOf(service, request);
  const { settings } = service;
  if (Number(version) !== job.info.apiVersion)
    throw new ApiError(
      409,
      'API_ERROR',
      'The API version of the request must be the one that the job was created with.',
    );
  if (job.info.state !== 'JobComplete')
    throw invalid(`The job is in the state ${job.info.state}: there are no results to give.`);
  const offset = offsetOf(query.get('locator'));
  const asked = Number(query.get('maxRecords') ?? settings.bulk.pageRows);
  const count = Math.max(0, Math.min(asked, settings.bulk.pageRows, job.total - offset));
  const next = offset + count;
  const headers = { 'Sforce-NumberOfRecords': String(count), 'Content-Type': 'text/csv;charset=UTF-8' };
  if (!settings.bulk.hasNoLocator) headers['Sforce-Locator'] = next < job.total ? locatorOf(next) : 'null';
  return { status: 200, headers, stream: csvOf(job, offset, count) };
}

const locatorOf = (offset) => Buffer.from(`at:${offset}`).toString('base64url');

function offsetOf(locator) {
  if (locator === null || locator === '') return 0;
  const offset = /^at:(\d+)$/.exec(Buffer.from(locator, 'base64url').toString())?.[1];
  if (offset === undefined) throw invalid(`invalid locator: ${locator}`);
  return Number(offset);
}

/** Moves a job's rows to where a page starts; what was read before is made again. */
function seek(job, offset) {
  if (job.rows === undefined || job.position > offset) {
    job.rows = rowsOf(job.world, job.object, job.query)[Symbol.iterator]();
    job.position = 0;
  }
  while (job.position < offset && !job.rows.next().done) job.position += 1;
}

const bulkText = ({ type }, value) => (type === 'boolean' ? String(value ?? false) : (value ?? ''));

function* csvOf(job, offset, count) {
  let chunk = csvLine(job.paths.map(({ names }) => names.join('.')));
  seek(job, offset);
  for (let left = count; left > 0; left -= 1) {
    const { value, done } = job.rows.next();
    if (done) break;
    job.position += 1;
    chunk += csvLine(job.paths.map(({ field, get }) => bulkText(field, get(value))));
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
