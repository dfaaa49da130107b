import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('bench/bench.mjs', import.meta.url));

function bench(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('npm run bench', () => {
  it('tells what there is to measure', () => {
    const { status, stdout } = bench(['--help']);
    expect(status).toBe(0);
    for (const name of ['start-up', 'whole-org', 'linear', 'shards', 'BENCH_SCALE']) expect(stdout).toContain(name);
  });

  it('refuses a name that there is not', () => {
    const { status, stderr } = bench(['whole-og']);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^no bench "whole-og"; there are start-up, /)]);
  });

  it.each(['abc', '0', '-1', '1000', ''])('refuses an org of size "%s"', (size) => {
    const { status, stderr } = bench(['shards'], { BENCH_SCALE: size });
    expect([status, stderr]).toEqual([2, `BENCH_SCALE: expected a number above 0 and up to 10, found "${size}"\n`]);
  });
});
