import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobsFrom } from '../../src/commands/jobs.ts';
import { dataSize } from '../../src/sources/files/size.ts';
import { demoBench } from '../history/runs.ts';

const MB = 2 ** 20;

let folder = '';
/** A file that takes no room, whatever its size. */
const hollow = (name: string, size: number): string => {
  const path = join(folder, name);
  writeFileSync(path, '');
  truncateSync(path, size);
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'threadcount-size-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { request } = demoBench();
const chosen = (path: string, over: Partial<typeof request.scope> = {}): number =>
  jobsFrom(
    { args: [], options: {} },
    { choice: { kind: 'path', path }, request: { ...request, scope: { ...request.scope, ...over } } },
  );

describe('without --jobs, threads are', () => {
  it('one for little data, for what is not there, and for one rep', () => {
    expect(chosen(hollow('small.csv', MB))).toBe(1);
    expect(chosen(join(folder, 'nothing-here'))).toBe(1);
    expect(chosen(hollow('of-one.csv', 60 * MB), { reps: ['Ana'] })).toBe(1);
  });

  it('no more than cores, nor than memory can hold', () => {
    const jobs = chosen(hollow('large.csv', 60 * MB));
    expect(jobs).toBeGreaterThanOrEqual(1);
    expect(jobs).toBeLessThanOrEqual(availableParallelism());
    expect(chosen(hollow('huge.csv', 2 ** 42))).toBe(1);
  });
});

it('counts data of a folder, packed or not, and nothing else', () => {
  const org = mkdtempSync(join(folder, 'org-'));
  const files = { 'Lead.csv': 2 * MB, 'more.zip': MB, 'photo.png': 50 * MB };
  for (const [name, size] of Object.entries(files)) hollow(join(basename(org), name), size);
  expect(dataSize(org)).toBe(9 * MB);
  expect(dataSize(join(org, 'Lead.csv'))).toBe(2 * MB);
});
