import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diffSchema } from '../../src/model/diff.ts';
import { type Digest, digestSchema } from '../../src/model/digest.ts';
import { digestJsonSchema } from '../../src/reports/json-schema.ts';
import { runMain } from '../support/run-main.ts';

const cwd = mkdtempSync(join(tmpdir(), 'threadcount-digest-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const run = (...args: readonly string[]) => runMain(args, { cwd });
const snapshot = (asOf: string) => run('snapshot', '--source', 'demo', '--as-of', asOf, '--quiet');

let first = '';
let digest: Digest;

beforeAll(async () => {
  await snapshot('2026-11-11');
  first = (await run('digest')).stdout;
  await snapshot('2026-11-18T17:00:00Z');
  digest = digestSchema.parse(JSON.parse((await run('digest', '--format', 'json')).stdout));
}, 60_000);

const repsIn = ({ messages }: Digest) => messages.flatMap(({ reps }) => reps);

describe('digest', () => {
  it('has a message for each manager with the reps of their own, and one for those without', () => {
    const managers = digest.messages.map(({ manager }) => manager?.name ?? null);
    expect(managers).toContain('Helen Marchetti');
    expect(managers.at(-1)).toBeNull();
    const named = managers.filter((name) => name !== null);
    expect(named).toEqual([...named].sort());
    const helen = digest.messages.find(({ manager }) => manager?.name === 'Helen Marchetti');
    expect(helen?.manager?.email).toBe('helen.marchetti@brightwater.example');
    const names = helen?.reps.map(({ name }) => name ?? '') ?? [];
    expect(names.length).toBeGreaterThan(2);
    expect(names).toEqual([...names].sort());
    const all = repsIn(digest).map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
  });

  it('tells what is new and what got worse, and nothing of last week again', async () => {
    const diff = diffSchema.parse(JSON.parse((await run('diff', '--format', 'json')).stdout));
    const expected = diff.reps.flatMap(({ changes }) => [...changes.new, ...changes.unwaived, ...changes.reassigned]);
    const told = repsIn(digest).flatMap((rep) => rep.new.map(({ fingerprint }) => fingerprint));
    expect([...told].sort()).toEqual(expected.map(({ fingerprint }) => fingerprint).sort());
    expect(told.length).toBeGreaterThan(0);
    const standing = new Set(
      diff.reps.flatMap(({ changes }) => changes.standing.map(({ fingerprint }) => fingerprint)),
    );
    expect(told.filter((fingerprint) => standing.has(fingerprint))).toEqual([]);
    const fallen = diff.reps.flatMap(({ levels }) =>
      levels.filter(({ from, to }) => from !== null && to !== null && to < from),
    );
    const worse = repsIn(digest).flatMap((rep) => rep.worse.filter(({ what }) => what === 'level'));
    expect(worse).toHaveLength(fallen.length);
    expect(worse.length).toBeGreaterThan(0);
  });

  it('is everything that counts where there was no run before, and says so', () => {
    expect(first).toContain('the first of its kind');
    expect(first).toContain('# CRM digest for the team of Helen Marchetti');
  });

  it('holds to its published schema', async () => {
    const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
    formats.default(ajv);
    expect(ajv.validate(digestJsonSchema(), digest), ajv.errorsText()).toBe(true);
  });

  it('writes files that any step can send, and takes those away that an earlier one left', async () => {
    const folder = join(cwd, 'out');
    const { code, stdout } = await run('digest', '--output', 'out');
    expect(code).toBe(0);
    const names = readdirSync(folder).sort();
    expect(stdout.trimEnd().split('\n').sort()).toEqual(names);
    const { messages } = JSON.parse(readFileSync(join(folder, 'digests.json'), 'utf8'));
    expect(messages.map(({ markdown }: { markdown: string }) => markdown)).toContain('helen-marchetti.md');
    expect(messages.at(-1)).toEqual({ manager: null, markdown: 'no-manager.md', json: 'no-manager.json' });
    const message = JSON.parse(readFileSync(join(folder, 'helen-marchetti.json'), 'utf8'));
    expect(
      digestSchema.parse({ ...digest, messages: [{ manager: message.manager, reps: message.reps }] }).messages[0],
    ).toEqual(digest.messages.find(({ manager }) => manager?.name === 'Helen Marchetti'));
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    await run('digest', '--output', 'out', '--team', 'helen.marchetti@brightwater.example');
    expect(readdirSync(folder).sort()).toEqual([
      'digests.json',
      'helen-marchetti.json',
      'helen-marchetti.md',
      'notes.txt',
    ]);
  });

  it('of one manager is theirs alone, and hides names on request', async () => {
    const { stdout } = await run('digest', '--team', 'Helen Marchetti');
    expect(stdout.match(/^# /gm)).toHaveLength(1);
    const { stdout: hidden } = await run('digest', '--redact', 'all');
    expect(hidden).toContain('the team of person');
    for (const { name } of repsIn(digest)) if (name !== null) expect(hidden).not.toContain(name);
  });

  it('names wrong input before it writes anything', async () => {
    const wrong = await run('digest', '--team', 'Helena');
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain('--team: no manager "Helena" in this run');
    writeFileSync(join(cwd, 'file'), '');
    expect((await run('digest', '--output', 'file')).stderr).toBe('--output file: a file, and a folder is needed\n');
    expect((await run('digest', '--format', 'html')).stderr).toContain('--format: no format "html" here');
    const empty = mkdtempSync(join(tmpdir(), 'threadcount-empty-'));
    const none = await runMain(['digest', '--output', 'new'], { cwd: empty });
    expect(none.code).toBe(2);
    expect(existsSync(join(empty, 'new'))).toBe(false);
    rmSync(empty, { recursive: true });
  });
});
