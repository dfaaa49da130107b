import { expect, it } from 'vitest';
import { audit, auditBeside } from '../../src/audit.ts';
import { openRulebook } from '../../src/commands/open-rulebook.ts';
import { openWorkbench } from '../../src/commands/workbench.ts';
import { readPatch } from '../../src/config/patch.ts';
import type { Io } from '../../src/lib/io.ts';
import { parseYaml } from '../../src/lib/yaml.ts';

const io: Io = {
  cwd: import.meta.dirname,
  env: {},
  now: () => 0,
  stdin: process.stdin,
  stdout: { isTTY: false, columns: undefined, write: () => undefined },
  stderr: { isTTY: false, columns: undefined, write: () => undefined },
};

it('two rulebooks beside each other give what each gives alone', async () => {
  const { config, request } = openWorkbench({ args: [], options: { source: 'demo' } }, io);
  const text = 'rules: { status/stale-lead: { params: { working: 5d } }, exceptions/duplicate: off }';
  const rulebook = openRulebook(config, io.cwd, { patch: readPatch(parseYaml(text, 'patch.yaml')) });
  const [now, then] = await auditBeside(request, rulebook);
  expect(now).toEqual(await audit(request));
  expect(then).toEqual(await audit({ ...request, rulebook }));
  expect(then.summary).not.toEqual(now.summary);
});
