import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diffSchema } from '../../src/model/diff.ts';
import { trendSchema } from '../../src/model/trend.ts';
import { folder } from '../config/folder.ts';
import { runMain } from '../support/run-main.ts';

const cwd = mkdtempSync(join(tmpdir(), 'threadcount-history-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const run = (...args: readonly string[]) => runMain(args, { cwd });
const snapshot = (...args: readonly string[]) => run('snapshot', '--source', 'demo', '--no-progress', ...args);

const weeks = ['2026-11-04', '2026-11-11', '2026-11-18T17:00:00Z'];
const said: string[] = [];

beforeAll(async () => {
  for (const asOf of weeks) said.push((await snapshot('--as-of', asOf)).stdout);
}, 60_000);

const idsOf = (): readonly string[] => said.map((line) => /run ([0-9a-f]{12})/.exec(line)?.[1] ?? '');

describe('snapshot', () => {
  it('says in one line what was stored and what moved', () => {
    expect(said[0]).toMatch(
      /^Stored as run [0-9a-f]{12}: 7 owners and 171 records as of .*; the first run of this scope\.\n$/,
    );
    expect(said[2]).toMatch(
      /score 78\.3 \(\+14\.9 since 2026-11-12\); \d+ new, \d+ fixed and \d+ standing findings\.\n$/,
    );
  });

  it('stores the same audit once', async () => {
    const again = await snapshot();
    expect(again.stdout).toContain(`Already stored as run ${idsOf()[2]}`);
    const { stdout } = await run('trend', '--format', 'json');
    expect(trendSchema.parse(JSON.parse(stdout)).periods.map(({ run: id }) => id)).toEqual(idsOf());
  });

  it('fails for what is new and what got worse, finding by finding, after it has stored the run', async () => {
    const own = folder({});
    const at = (...args: readonly string[]) =>
      runMain(['snapshot', '--source', 'demo', '--fail-on', 'new', '--fail-on', 'regression', ...args], { cwd: own });
    const first = await at('--as-of', '2026-11-11');
    expect(first.code).toBe(0);
    expect(first.stderr).toContain('there is no earlier run of this scope');
    const second = await at();
    expect(second.code).toBe(1);
    const last = second.stderr.trimEnd().split('\n').slice(-2);
    expect(last[0]).toMatch(/^gate failed: new: \d+ findings that run [0-9a-f]{12} of 2026-11-12 has not: /);
    expect(last[1]).toMatch(/^gate failed: regression: since run .*Tom Halvorsen, status: level 3 to 2/);
    expect(second.stderr).not.toContain('\u001b');
    const third = await at();
    expect(third.stdout).toContain('Already stored');
  });

  it('stores nothing where a report cannot be written', async () => {
    const own = folder({});
    mkdirSync(join(own, 'report.json'));
    const failed = await runMain(['snapshot', '--source', 'demo', '--output', 'report.json'], { cwd: own });
    expect(failed.code).toBe(3);
    expect((await runMain(['trend'], { cwd: own })).stderr).toContain('holds no run');
  });

  it('writes the reports that are asked for, and keeps standard output for the format asked for', async () => {
    const { stdout, stderr } = await snapshot('--output', 'report.json', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')));
    expect(stderr).toContain('Already stored as run');
    expect((await snapshot('--quiet')).stdout).toBe('');
  });

  it('names what it cannot do before it reads anything', async () => {
    const own = folder({});
    const wrong = await runMain(['snapshot', '--source', 'demo', '--fail-on', 'regresion'], { cwd: own });
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      '--fail-on: no condition "regresion" (did you mean "regression"?)\n',
    ]);
    expect(existsSync(join(own, '.threadcount'))).toBe(false);
    expect((await run('snapshot', 'marge')).stderr).toContain('did you mean "merge"?');
    const none = await snapshot('--baseline', '2020-01-01');
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('no run "2020-01-01" in the store')]);
    const lost = await run('snapshot', '--source', 'demo', '--as-of', '2026-10-01', '--baseline', 'no-such.json');
    expect(lost.stderr).toBe('no-such.json: no such file\n');
  });

  it('takes a baseline by the day that it has in the zone of the team', async () => {
    // The end of 4 November in New York is the fifth in UTC.
    const { code, stderr } = await snapshot('--baseline', '2026-11-04', '--fail-on', 'new', '--quiet');
    expect([code, stderr]).toEqual([1, expect.stringContaining(`run ${idsOf()[0]} of 2026-11-05 has not`)]);
  });
});

describe('shards', () => {
  it('are joined into the run that one job would have stored', async () => {
    const own = folder({});
    for (const part of ['1/2', '2/2'])
      expect(
        (await runMain(['snapshot', '--source', 'demo', '--shard', part, '--shard-out', 'parts'], { cwd: own })).code,
      ).toBe(0);
    expect(readdirSync(join(own, 'parts'))).toEqual(['shard-1-of-2.jsonl.gz', 'shard-2-of-2.jsonl.gz']);
    expect(existsSync(join(own, '.threadcount'))).toBe(false);
    const merged = await runMain(['snapshot', 'merge', 'parts', '--output', 'merged.json'], { cwd: own });
    expect(merged.stdout).toContain(`Stored as run ${idsOf()[2]}`);
    await snapshot('--output', 'whole.json');
    expect(readFileSync(join(own, 'merged.json'), 'utf8')).toBe(readFileSync(join(cwd, 'whole.json'), 'utf8'));
    writeFileSync(join(own, 'parts', 'shard-2-of-2.jsonl.gz'), 'no archive');
    const broken = await runMain(['snapshot', 'merge', 'parts'], { cwd: own });
    expect([broken.code, broken.stderr]).toEqual([
      2,
      expect.stringContaining('shard-2-of-2.jsonl.gz: is no whole shard'),
    ]);
  }, 30_000);

  it('take neither gates nor reports, and must be parts of a whole', async () => {
    const both = await snapshot('--shard', '1/2', '--fail-on', 'new', '--output', 'x.json');
    expect([both.code, both.stderr.split('\n').length]).toEqual([2, 3]);
    expect((await snapshot('--shard', '3/2')).stderr).toContain('write 2/8 for the second of eight');
    const nowhere = await run('snapshot', 'merge', 'nowhere');
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringContaining('no folder of shards nowhere (')]);
  });

  it('refuse what they would have to ignore', async () => {
    const late = await run('snapshot', 'merge', 'parts', '--as-of', '2026-11-18', '--rep', 'Ana', '--shard', '1/2');
    expect(late.stderr.split('\n').map((line) => line.replace(/ \(.*/, ''))).toEqual([
      '--shard does not go with snapshot merge',
      '--rep does not go with snapshot merge',
      '--as-of does not go with snapshot merge',
      '',
    ]);
    expect((await snapshot('--shard-out', 'parts')).stderr).toContain('--shard-out does not go with a whole run');
  });
});

describe('diff', () => {
  it('compares the last two runs, and any two by id, by the beginning of one, or by date', async () => {
    const last = await run('diff');
    expect(last.code).toBe(0);
    expect(last.stdout).toContain('Score 63.4 to 78.3, +14.9');
    const [, second = '', third = ''] = idsOf();
    for (const [a, b] of [
      [second, third],
      [second.slice(0, 6), third.slice(0, 6)],
      ['2026-11-12', '2026-11-18'],
    ])
      expect((await run('diff', a ?? '', b ?? '')).stdout).toBe(last.stdout);
  });

  it('is data by its schema, and knows how long a finding has stood', async () => {
    const diff = diffSchema.parse(JSON.parse((await run('diff', '--format', 'json')).stdout));
    const standing = diff.reps.flatMap(({ changes }) => changes.standing);
    expect(new Set(standing.map(({ runs }) => runs))).toEqual(new Set([2, 3]));
    const fresh = diff.reps.flatMap(({ changes }) => changes.new);
    expect(new Set(fresh.map(({ runs }) => runs))).toEqual(new Set([1]));
    expect(standing.find(({ runs }) => runs === 3)?.since).toBe('2026-11-05T04:59:59.999Z');
  });

  it('takes saved reports, alone and against the store', async () => {
    const save = (asOf: string, file: string) =>
      run('audit', '--source', 'demo', '--as-of', asOf, '--quiet', '--output', file);
    await save('2026-11-04', 'before.json');
    await save('2026-11-18T17:00:00Z', 'after.json');
    const saved = await run('diff', 'before.json', 'after.json');
    expect(saved.stdout).toContain('Not split: a saved report does not hold what rules read');
    expect((await run('diff', 'before.json')).stdout).toContain(`to ${idsOf()[2]} of`);
  });

  it.each([
    ['nothing', ['diff', 'zzz'], /^no run "zzz" in the store .* \(the newest: /],
    ['a file that is not there', ['diff', './none.json', './none.json'], /^\.\/none\.json: no such file/],
    ['a format that it does not have', ['diff', '--format', 'jsn'], /did you mean "json"\?/],
    ['a store that is not there', ['diff', '--store', 'other.db'], /^there is no store .*other\.db/],
    ['a later run than the last', ['diff', '2026-11-18'], /holds no run of everyone after 2026-11-18/],
  ])('refuses %s', async (_, args, message) => {
    const { code, stderr } = await run(...args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  it('says where a saved report is no report', async () => {
    writeFileSync(join(cwd, 'wrong.json'), '{"schemaVersion": 2}');
    writeFileSync(join(cwd, 'broken.json'), '{');
    expect((await run('diff', 'wrong.json', 'before.json')).stderr).toContain('wrong.json: schemaVersion:');
    expect((await run('diff', 'broken.json', 'before.json')).stderr).toContain('broken.json: is no JSON');
  });
});

describe('trend', () => {
  it('draws everyone, criteria, teams and reps, or those asked for', async () => {
    const { stdout } = await run('trend');
    expect(stdout).toMatch(/^Everyone 2026-11-02 to 2026-11-16, 3 weeks\n/);
    const one = await run('trend', '--rep', 'tom halvorsen');
    expect(one.stdout).toContain('Tom Halvorsen');
    expect(one.stdout).not.toContain('Priya Raman');
    const mail = await run(
      'trend',
      '--rep',
      'tom.halvorsen@brightwater.example',
      '--team',
      'helen.marchetti@brightwater.example',
    );
    expect(mail.stdout).toMatch(/Teams.*\n {2}Helen Marchetti .*\n\nReps\n {2}Tom Halvorsen .*\n\n/);
    expect((await run('trend', '--rep', 'tom halvorson')).stderr).toContain('did you mean "Tom Halvorsen"?');
    const ascii = await runMain(['trend'], { cwd, env: { LANG: 'C' } });
    expect(ascii.stdout).not.toMatch(/[▁-█]/);
  });

  it.each([
    [['--every', 'year'], /--every: "year" is no period \(one of day, week, month\)/],
    [['--last', '0'], /--last: "0" is no number of periods/],
    [['--rep', 'Nobody'], /--rep: no rep "Nobody" in these runs \(such as /],
    [['--format', 'xml'], /--format: no format "xml" here/],
  ])('refuses %s', async (args, message) => {
    const { code, stderr } = await run('trend', ...args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });
});

describe('audit --fail-on new', () => {
  const audit = (...args: readonly string[]) => run('audit', '--source', 'demo', '--quiet', ...args);

  it('compares with the last stored run, with any other, or with a saved report', async () => {
    const last = await audit('--fail-on', 'new');
    expect([last.code, last.stderr]).toEqual([
      1,
      expect.stringContaining(`that run ${idsOf()[1]} of 2026-11-12 has not`),
    ]);
    const first = await audit('--fail-on', 'regression', '--baseline', idsOf()[0] ?? '');
    expect(first.stderr).toContain(`since run ${idsOf()[0]}`);
    const saved = await audit('--fail-on', 'new', '--baseline', 'before.json');
    expect(saved.stderr).toContain('that the saved report of 2026-11-05 has not');
    const same = await audit('--fail-on', 'new', '--fail-on', 'regression', '--baseline', 'after.json');
    expect([same.code, same.stderr]).toEqual([0, '']);
  });

  it('refuses a baseline that was asked about less, and takes one that was asked about more', async () => {
    await audit('--rep', 'tom.halvorsen@brightwater.example', '--output', 'tom.json');
    const less = await audit('--fail-on', 'new', '--baseline', 'tom.json');
    expect([less.code, less.stderr]).toEqual([2, expect.stringContaining('and this run for everyone')]);
    const more = await audit('--fail-on', 'new', '--baseline', 'after.json', '--rep', 'Tom Halvorsen');
    expect([more.code, more.stderr]).toEqual([0, '']);
  });

  it('says clearly that there is nothing to compare with', async () => {
    const none = await runMain(['audit', '--source', 'demo', '--fail-on', 'new'], { cwd: folder({}) });
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('threadcount snapshot makes one')]);
    const scope = await audit('--fail-on', 'new', '--only', 'status');
    expect(scope.stderr).toContain('no earlier run of only status in the store');
    expect((await audit('--baseline', 'after.json')).stderr).toContain('--baseline goes with --fail-on new');
  });
});
