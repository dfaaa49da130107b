import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runCli } from './support/run-cli.ts';

const own: { readonly version: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

it('the executable prints the version of the package', async () => {
  expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${own.version}\n`, stderr: '' });
});

it('a command that does not exist leaves standard output empty', async () => {
  const { code, stdout, stderr } = await runCli(['audti']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('audit');
});
