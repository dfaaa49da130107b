import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'threadcount-package-'));

const node = (...args: readonly string[]): string =>
  execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });

/** What is published, unpacked where its dependencies are and nothing else of the project is. */
beforeAll(() => {
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: project, stdio: 'ignore' });
  execFileSync('tar', ['-xzf', readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? ''], { cwd: folder });
  symlinkSync(join(project, 'node_modules'), join(folder, 'package/node_modules'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the package as it is published', () => {
  const program = join(folder, 'package/bin/threadcount.js');

  it('lists the rules and audits the demo', () => {
    expect(node(program, 'rules', 'list')).toMatch(/\d+ rules from threadcount\/hygiene/);
    const result: unknown = JSON.parse(node(program, 'audit', '--source', 'demo', '--format', 'json'));
    expect(result).toHaveProperty('reps');
  });

  it('notices a rule that was changed since it was built', () => {
    const file = join(folder, 'package/rules/next-steps/missing.yaml');
    const written = readFileSync(file, 'utf8');
    writeFileSync(file, written.replace(/^title: .*$/m, 'title: Quite another title'));
    expect(node(program, 'rules', 'list')).toContain('Quite another title');
    writeFileSync(file, written.replace(/^expect: .*$/m, 'expect: deal.nextStpe != null'));
    expect(() => node(program, 'rules', 'list')).toThrow(/rules\/next-steps\/missing\.yaml:\d+:\d+/);
  });

  it('is a library, too', () => {
    const script = `const { audit } = await import(${JSON.stringify(join(folder, 'package/dist/index.js'))}); console.log(typeof audit)`;
    expect(node('--input-type=module', '-e', script)).toBe('function\n');
  });

  it('brings the licenses of the packages that are part of its program', () => {
    const licenses = readFileSync(join(folder, 'package/dist/bundle/LICENSES.txt'), 'utf8');
    for (const name of ['zod', 'yaml', 'commander']) expect(licenses).toMatch(new RegExp(`^${name}\n\n\\S`, 'm'));
  });
});
