import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { availableParallelism, freemem, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { heapOf, jobsFrom } from '../../src/commands/jobs.ts';
import { roomFor } from '../../src/commands/room.ts';
import { dataSize } from '../../src/sources/files/size.ts';
import { demoBench, io } from '../history/runs.ts';

vi.mock(import('node:v8'), async (original) => {
  const actual = await original();
  return { ...actual, getHeapStatistics: vi.fn(actual.getHeapStatistics) };
});

vi.mock(import('node:os'), async (original) => {
  const actual = await original();
  return {
    ...actual,
    availableParallelism: vi.fn(actual.availableParallelism),
    freemem: vi.fn(actual.freemem),
  };
});

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
    expect(chosen(hollow('small.csv', 71 * MB))).toBe(1);
    expect(chosen(join(folder, 'nothing-here'))).toBe(1);
    expect(chosen(hollow('of-one.csv', 300 * MB), { reps: ['Ana'] })).toBe(1);
  });

  it('as many as there are cores, no more than memory can hold, and no more than four', () => {
    const large = hollow('large.csv', 300 * MB);
    const onMachine = (cores: number, free: number): number => {
      vi.mocked(availableParallelism).mockReturnValueOnce(cores);
      vi.mocked(freemem).mockReturnValueOnce(free * MB);
      return chosen(large);
    };
    expect([onMachine(2, 64_000), onMachine(16, 64_000)]).toEqual([2, 4]);
    expect([onMachine(16, 2_000), onMachine(16, 500)]).toEqual([2, 1]);
    expect(chosen(hollow('huge.csv', 2 ** 42))).toBe(1);
  });
});

it('allows each of several threads no more than one alone may take', () => {
  for (const limit of [40, 100, 4_000]) {
    vi.mocked(getHeapStatistics).mockReturnValueOnce({ ...getHeapStatistics(), heap_size_limit: limit * MB });
    expect(heapOf(3)).toBeLessThanOrEqual(limit);
  }
});

it('finds big files from the folder that the command is run in', () => {
  hollow('big.csv', 300 * MB);
  expect(roomFor({ args: [], options: { source: 'big.csv' } }, { ...io, cwd: folder })).toBeGreaterThan(0);
  expect(roomFor({ args: [], options: { source: 'big.csv' } }, { ...io, cwd: tmpdir() })).toBeUndefined();
});

it('counts data of a folder, packed or not, and nothing else', () => {
  const org = mkdtempSync(join(folder, 'org-'));
  const files = { 'Lead.csv': 2 * MB, 'more.zip': MB, 'photo.png': 50 * MB };
  for (const [name, size] of Object.entries(files)) hollow(join(basename(org), name), size);
  expect(dataSize(org)).toBe(9 * MB);
  expect(dataSize(join(org, 'Lead.csv'))).toBe(2 * MB);
});
