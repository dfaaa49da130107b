import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

it('rules that the build has listed are listed as those that were read and compiled', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'threadcount-list-'));
  try {
    const listed = await runCli(['rules', 'list', '--format', 'json'], { cwd });
    writeFileSync(join(cwd, 'threadcount.yaml'), '# nothing yet\n');
    const compiled = await runCli(['rules', 'list', '--format', 'json'], { cwd });
    expect(listed).toEqual(compiled);
    expect(JSON.parse(listed.stdout).rules.length).toBeGreaterThan(10);
    writeFileSync(join(cwd, 'threadcount.yaml'), 'rules:\n  status/stale-lead: off\n');
    const fewer = await runCli(['rules', 'list', '--format', 'json'], { cwd });
    expect(JSON.parse(fewer.stdout).rules.length).toBe(JSON.parse(listed.stdout).rules.length - 1);
  } finally {
    rmSync(cwd, { recursive: true });
  }
});
