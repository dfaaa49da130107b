import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { allOf, oneOf } from '../../src/commands/command.ts';
import { gatesOf } from '../../src/commands/gates.ts';
import { commands, groups } from '../../src/commands/index.ts';
import { openOutputs } from '../../src/commands/outputs.ts';
import { parseArguments } from '../../src/commands/parse.ts';
import { redactions } from '../../src/reports/redactor.ts';

const folder = fileURLToPath(new URL('../../docs/ci/', import.meta.url));
const executable = fileURLToPath(new URL('../../bin/threadcount.js', import.meta.url));
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const recipes = readdirSync(folder).filter((name) => name !== 'README.md');
const workflows = recipes.filter((name) => name.startsWith('github-'));

const scratch = mkdtempSync(join(tmpdir(), 'threadcount-ci-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Command lines of a recipe, those over several lines joined; comments are left out. */
function commandLines(text: string): readonly string[] {
  const joined = text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, ' ')
    .replace(/\n\s+(?=--)/g, ' ');
  return [...joined.matchAll(/(?:^|\s)threadcount (?=[a-z])([^\n|<>]*)/g)].map(([, words = '']) =>
    words.replace(/\|\|.*$/, '').trim(),
  );
}

/** As a shell would take them apart; what a variable holds is written as `x`. */
const wordsOf = (line: string): readonly string[] =>
  (line.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) =>
    word.replace(/^["']|["']$/g, '').replace(/\$\{\{[^}]*\}\}|\$\{?\w+\}?/g, 'x'),
  );

const stream = { isTTY: false, columns: undefined, write: () => {} };
async function* nothing(): AsyncGenerator<string> {}

/** Takes a command line as threadcount would before any work; throws for whatever it would refuse. */
function takeIt(name: string, line: string): void {
  const [first = '', ...rest] = wordsOf(line);
  const verb = groups.includes(first) ? `${first} ${rest.shift()}` : first;
  const command = commands.find((one) => one.name === verb);
  if (command === undefined) throw new Error(`${name}: no command ${verb}`);
  const typed = parseArguments(command, rest);
  gatesOf(allOf(typed, 'failOn'));
  expect([undefined, ...redactions]).toContain(oneOf(typed, 'redact'));
  const files = allOf(typed, 'output').map((file) => basename(file));
  const io = { cwd: scratch, env: {}, stdout: stream, stderr: stream, stdin: nothing(), now: () => 0 };
  if (command.name !== 'digest') openOutputs({ files, format: oneOf(typed, 'format') }, io);
}

describe('recipes for CI', () => {
  it.each(recipes)('%s: every command line is one that threadcount takes', (name) => {
    const lines = commandLines(read(name)).filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) takeIt(name, line);
  });

  it.each(recipes)('%s: secrets stand in no command line, and reports hide customers', (name) => {
    const text = read(name);
    for (const line of text.split('\n').filter((one) => /\b(?:run|script):|threadcount |echo |curl /.test(one)))
      expect(line).not.toMatch(/secrets\.|CLIENT_SECRET\}?"|PGPASSWORD=|:\/\/[^\s/]+:[^\s/]+@/);
    for (const line of commandLines(text).filter((one) => /--output|--format/.test(one)))
      expect(line).toContain('--redact contacts');
  });
});

describe('the GitHub workflows', () => {
  it.each(workflows)('%s is a workflow by the schema of GitHub Actions', async (name) => {
    const result = parseWorkflow({ name, content: read(name) }, new NoOperationTraceWriter());
    expect(result.context.errors.getErrors().map(({ message }) => message)).toEqual([]);
    const template = await convertWorkflowTemplate(result.context, result.value ?? fail(name));
    expect(template.errors ?? []).toEqual([]);
    expect(template.jobs.length).toBeGreaterThan(0);
  });

  it('a workflow with a slip is not one', () => {
    const broken = read('github-actions.yml').replace('runs-on:', 'run-on:');
    const { context } = parseWorkflow({ name: 'broken.yml', content: broken }, new NoOperationTraceWriter());
    expect(context.errors.getErrors().length).toBeGreaterThan(0);
  });

  it.each(workflows)('%s asks for no more than to read the repository', (name) => {
    expect(parse(read(name)).permissions).toEqual({ contents: 'read' });
  });
});

function fail(name: string): never {
  throw new Error(`${name} holds nothing`);
}

const strings = z.array(z.string());

/** What the recipe uses of GitLab's language, strictly: https://docs.gitlab.com/ci/yaml/. */
const gitlabJob = z.strictObject({
  stage: z.string(),
  image: z.string(),
  timeout: z.string().regex(/^\d+ (?:hours?|minutes?)$/),
  resource_group: z.string(),
  rules: z.array(z.strictObject({ if: z.string() })),
  cache: z.strictObject({ key: z.string(), paths: strings, when: z.enum(['on_success', 'on_failure', 'always']) }),
  script: strings,
  after_script: strings,
  artifacts: z.strictObject({
    when: z.enum(['on_success', 'on_failure', 'always']),
    expire_in: z.string().regex(/^\d+ days$/),
    access: z.enum(['all', 'developer', 'maintainer', 'none']),
    paths: strings,
    reports: z.strictObject({ junit: z.string() }),
  }),
});

describe('the GitLab pipeline', () => {
  it('is one, and its stages are declared', () => {
    const { stages, ...jobs } = parse(read('gitlab-ci.yml'));
    expect(strings.parse(stages)).toEqual(['audit']);
    for (const job of Object.values(jobs)) expect(stages).toContain(gitlabJob.parse(job).stage);
    expect(Object.keys(jobs)).toEqual(['crm-audit']);
  });

  it('hands over reports that its audit writes', () => {
    const { script, artifacts } = gitlabJob.parse(parse(read('gitlab-ci.yml'))['crm-audit']);
    expect(script.join('\n')).toContain(`--output ${artifacts.reports.junit}`);
  });
});

describe.skipIf(process.platform === 'win32')('the script for cron', () => {
  const script = join(folder, 'weekly.sh');

  /** A home with the demo as its source, and `threadcount` on the path. */
  function home(): { readonly path: string; readonly run: () => ReturnType<typeof spawnSync> } {
    const path = mkdtempSync(join(scratch, 'home-'));
    mkdirSync(join(path, 'bin'));
    mkdirSync(join(path, 'threadcount'));
    mkdirSync(join(path, '.config', 'threadcount'), { recursive: true });
    writeFileSync(join(path, 'bin', 'threadcount'), `#!/bin/sh\nexec "${process.execPath}" "${executable}" "$@"\n`, {
      mode: 0o755,
    });
    const demo = fileURLToPath(new URL('../../fixtures/demo', import.meta.url));
    const config = readFileSync(join(demo, 'threadcount.yaml'), 'utf8').replaceAll(
      /(?<=routing: |leave: |started: )(\w+\.yaml)/g,
      `${demo}/$1`,
    );
    writeFileSync(join(path, 'threadcount', 'threadcount.yaml'), config.replace('source: .', `source: ${demo}`));
    const env = { PATH: `${join(path, 'bin')}:${process.env.PATH}`, HOME: path, NO_COLOR: '1' };
    return { path, run: () => spawnSync('bash', [script], { env, encoding: 'utf8', cwd: '/' }) };
  }

  it('is a script that bash reads', () => {
    expect(() => execFileSync('bash', ['-n', script])).not.toThrow();
  });

  it('audits, stores, writes reports and digests, and does it again a week later', () => {
    const { path, run } = home();
    const first = run();
    expect([first.status, first.stderr]).toEqual([0, expect.stringContaining('no earlier run of this scope')]);
    const [day = ''] = readdirSync(join(path, 'threadcount', 'reports'));
    expect(readdirSync(join(path, 'threadcount', 'reports', day)).sort()).toEqual([
      'edits.proposals.csv',
      'report.html',
      'report.xlsx',
    ]);
    expect(existsSync(join(path, 'threadcount', 'digests', 'helen-marchetti.md'))).toBe(true);
    expect(run().status).toBe(0);
  }, 60_000);

  it('refuses credentials that others can read, and says nothing of them', () => {
    const { path, run } = home();
    const settings = join(path, '.config', 'threadcount', 'env');
    writeFileSync(settings, 'SF_CLIENT_SECRET=hush\n');
    chmodSync(settings, 0o644);
    const { status, stdout, stderr } = run();
    expect(status).toBe(2);
    expect(`${stdout}${stderr}`).toContain('chmod 600');
    expect(`${stdout}${stderr}`).not.toContain('hush');
  });

  it('gives the exit code of an audit that could not be made', () => {
    const { path, run } = home();
    writeFileSync(join(path, 'threadcount', 'threadcount.yaml'), 'source: nowhere/\n');
    expect(run().status).toBe(2);
    expect(existsSync(join(path, 'threadcount', 'digests'))).toBe(false);
  });
});
