import { resolve } from 'node:path';
import type { Problem } from '../lib/errors.ts';
import { nearest } from '../lib/nearest.ts';
import type { StoreChoice } from './config.ts';
import { text } from './terms.ts';

const SCHEMES = ['postgres', 'postgresql'];

/** A slip in `postgres://` must not become a folder of that name, with a store of its own in it. */
export function storeProblem(written: string): Problem | undefined {
  if (written.trim() === '') return { message: 'names no store', hint: 'a file, or postgres://host/database' };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(written)?.[1];
  if (scheme === undefined || SCHEMES.includes(scheme)) return undefined;
  const [near] = nearest(scheme, SCHEMES);
  const hint = near === undefined ? 'a file, or postgres://host/database' : `did you mean "${near}://"?`;
  return { message: `no store is kept at "${scheme}://"`, hint };
}

/** As `store:` has it. */
export const storeSchema = text.superRefine((written, context) => {
  const problem = storeProblem(written);
  if (problem === undefined) return;
  const { message, hint } = problem;
  context.addIssue({ code: 'custom', message, params: { hint } });
});

/** A file of SQLite, or a URL of PostgreSQL. */
export function resolveStore(written: string, base: string): StoreChoice {
  if (SCHEMES.some((scheme) => written.startsWith(`${scheme}://`))) return { kind: 'postgres', url: written };
  return { kind: 'sqlite', path: resolve(base, written) };
}
