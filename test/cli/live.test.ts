import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runMain } from '../support/run-main.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'threadcount-live-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

describe('options of live sources', () => {
  it.each([
    [['--source', 'hubspot', '--max-calls', '0'], '--max-calls: expected a whole number from 1 on, found "0"'],
    [['--source', 'hubspot', '--max-calls', 'many'], '--max-calls: expected a whole number from 1 on, found "many"'],
    [['--source', 'salesforce', '--target-org', 'prod; rm -rf'], '--target-org: "prod; rm -rf" is no alias'],
    [['--source', 'hubspot', '--target-org', 'prod'], '--target-org: the source is not a Salesforce org'],
    [['--max-calls', '5'], '--max-calls: only --source salesforce and hubspot make calls'],
    [['--source', '.', '--max-calls', '5', '--target-org', 'p'], '--target-org: the source is not a Salesforce org'],
  ])('are refused where they make no sense: %j', async (words, message) => {
    for (const command of ['audit', 'doctor']) {
      const { code, stderr, stdout } = await runMain([command, ...words], { cwd });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(message);
    }
  });

  it('are all told of at once', async () => {
    const { stderr } = await runMain(['audit', '--max-calls', 'x', '--target-org', 'p'], { cwd });
    expect(stderr.trim().split('\n')).toHaveLength(3);
  });
});
