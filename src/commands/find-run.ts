import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Side } from '../history/changes.ts';
import { scopeLine } from '../history/run.ts';
import { SourceError, UserError } from '../lib/errors.ts';
import { didYouMean } from '../lib/nearest.ts';
import { formatDay, parseInstant } from '../lib/time.ts';
import { UTC, type Zone } from '../lib/time-zone.ts';
import { type AuditResult, auditResultSchema } from '../model/audit-result.ts';
import type { RunHead } from '../model/run.ts';
import type { Store } from '../stores/store.ts';

/** The part of a run's head that says which runs it is compared with. */
export type Line = Pick<RunHead, 'scope' | 'source'>;

const isOnLine = (head: RunHead, { scope, source }: Line): boolean => head.scope === scope && head.source === source;

/** The last run of the same scope and source before a moment. */
export const lastBefore = (heads: readonly RunHead[], line: Line, asOf: string): RunHead | undefined =>
  heads.findLast((head) => isOnLine(head, line) && head.asOf < asOf);

/** Every run of the scope and source of one, up to it, the latest first. */
export const lineOf = (
  heads: readonly RunHead[],
  last: Pick<RunHead, 'id' | 'asOf' | keyof Line>,
): readonly RunHead[] =>
  heads.filter((head) => isOnLine(head, last) && (head.asOf < last.asOf || head.id === last.id)).reverse();

export const scopeWords = (scope: string): string => (scope === '' ? 'everyone' : scope);

/** "3f2a9c01d2e4 (2026-11-18, everyone)" */
const headWords = ({ id, asOf, scope }: RunHead): string => `${id} (${asOf.slice(0, 10)}, ${scopeWords(scope)})`;

function ambiguous(written: string, found: readonly RunHead[]): UserError {
  return new UserError({
    message: `"${written}" stands for ${found.length} runs: ${found.slice(0, 5).map(headWords).join(', ')}`,
    hint: 'write more of the id',
  });
}

/** A moment at the end of a day is of that day in the team's own zone, and of the next one in UTC: both are shown. */
const isOfDay = (asOf: string, written: string, zone: Zone): boolean =>
  asOf.startsWith(written) || formatDay(zone.toDay(parseInstant(asOf, zone) ?? 0)) === written;

/** The run that an id, the beginning of one, or a date stands for: of a date the last run of that day. */
function pick(written: string, heads: readonly RunHead[], label: string, zone: Zone): RunHead {
  const exact = heads.find(({ id }) => id === written);
  if (exact !== undefined) return exact;
  const ofDay = /^\d{4}-\d\d-\d\d/.test(written) ? heads.filter(({ asOf }) => isOfDay(asOf, written, zone)) : [];
  const starting = /^[0-9a-f]{2,}$/.test(written) ? heads.filter(({ id }) => id.startsWith(written)) : [];
  const found = [...ofDay, ...starting];
  const scopes = new Set(found.map(({ scope, source }) => `${source} ${scope}`));
  const last = found.at(-1);
  if (last !== undefined && (found.length === 1 || (starting.length === 0 && scopes.size === 1))) return last;
  if (found.length > 0) throw ambiguous(written, found);
  const known = heads.flatMap(({ id, asOf }) => [id, asOf.slice(0, 10)]);
  const newest = heads.slice(-3).map(headWords).join(', ');
  throw new UserError({
    message: `no run "${written}" in the store ${label}`,
    hint: didYouMean(written, new Set(known)) ?? (newest === '' ? 'it holds no run yet' : `the newest: ${newest}`),
  });
}

const isFile = (written: string): boolean => /\.json$/i.test(written) || /[\\/]/.test(written);

function parsed(text: string, written: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError({ message: `is no JSON: ${reason}`, at: { file: written } });
  }
}

/** Reads a report that `--output report.json` wrote. */
function readSaved(written: string, cwd: string): AuditResult {
  const path = resolve(cwd, written);
  if (!existsSync(path)) throw new UserError({ message: 'no such file', at: { file: written } });
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SourceError({ message: `cannot be read: ${reason}`, at: { file: written } });
  }
  const read = auditResultSchema.safeParse(parsed(text, written));
  if (read.success) return read.data;
  const problems = read.error.issues.slice(0, 5).map(({ path: at, message }) => ({
    message: `${at.join('.') || 'the file'}: ${message}`,
    at: { file: written },
    hint: 'a report that threadcount audit --output report.json wrote',
  }));
  throw new UserError(problems);
}

/** Where names are looked up: files in a folder, dates in a zone. */
export interface Where {
  readonly cwd: string;
  readonly zone?: Zone;
}

/** Opens what names a run, or a saved report. Throws a `UserError` where it stands for none, or for several. */
export async function openSide(written: string, store: Store | undefined, { cwd, zone = UTC }: Where): Promise<Side> {
  if (isFile(written)) return { result: readSaved(written, cwd) };
  if (store === undefined) {
    throw new UserError({
      message: `no run "${written}": there is no store yet`,
      hint: 'threadcount snapshot makes one',
    });
  }
  return openStored(pick(written, await store.runs(), store.label, zone), store);
}

/** A baseline of everyone, or of the same scope: one of fewer would call new whatever it was not asked about. */
export function covering(baseline: Side, { scope }: Pick<RunHead, 'scope'>): Side {
  const had = scopeLine(baseline.result.scope);
  if (had === '' || had === scope) return baseline;
  throw new UserError({
    message: `--baseline was asked for ${had} alone, and this run for ${scopeWords(scope)}`,
    hint: 'name one of everyone, or of the same --rep, --team and --only',
  });
}

/** Opens a stored run. */
export async function openStored({ id }: Pick<RunHead, 'id'>, store: Store): Promise<Side> {
  const run = await store.run(id);
  if (run === undefined)
    throw new SourceError({ message: `the store ${store.label}: the run ${id} is not there any more` });
  return { result: run.result, run };
}

/** Whether a store is needed to find it. */
export const needsStore = (written: string | undefined): boolean => written === undefined || !isFile(written);
