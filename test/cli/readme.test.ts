import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The fenced block that begins with a line. */
function block(first: string): string {
  const start = readme.indexOf(first);
  expect(start, `README has no block that begins with ${first}`).toBeGreaterThan(0);
  return readme.slice(start, readme.indexOf('\n```', start) + 1);
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'threadcount-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the output in the README is that of the demo', async () => {
  const { stdout } = await runCli(['audit', '--source', 'demo', '--rep', 'tom.halvorsen@brightwater.example'], {
    env: { COLUMNS: '100' },
  });
  const shown = block('━━ Tom Halvorsen').trimEnd();
  expect(shown.split('\n').length).toBeGreaterThan(20);
  expect(stdout).toContain(shown);
});

test('the rule in the README is a rule, and its examples come out as written', async () => {
  mkdirSync(join(folder, 'our-rules', 'next-steps'), { recursive: true });
  writeFileSync(join(folder, 'our-rules', 'pack.yaml'), block('# our-rules/pack.yaml'));
  writeFileSync(
    join(folder, 'our-rules', 'next-steps', 'no-weekend.yaml'),
    block('# our-rules/next-steps/no-weekend.yaml'),
  );
  writeFileSync(
    join(folder, 'threadcount.yaml'),
    'packs: [threadcount/hygiene, threadcount/multithreading, ./our-rules]\n',
  );
  const { code, stdout } = await runCli(['rules', 'test', '--only', 'next-steps/no-weekend'], { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 0, stdout: '3 of 3 examples come out as written\n' });
});

test('the configuration in the README is one', async () => {
  writeFileSync(
    join(folder, 'threadcount.yaml'),
    block('# threadcount.yaml, found upwards').replace('source: exports/', 'source: .'),
  );
  writeFileSync(
    join(folder, 'routing.yaml'),
    "routes: [{ name: everything, when: 'true', owner: 'queue:Inbound Queue' }]\n",
  );
  const { code, stderr } = await runCli(['rules', 'check'], { cwd: folder });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
