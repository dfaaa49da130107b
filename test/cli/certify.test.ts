import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { certificateSchema } from '../../src/model/certificate.ts';
import { openStore } from '../../src/stores/index.ts';
import { runMain } from '../support/run-main.ts';

let cwd = '';
let trusted = '';
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'threadcount-certify-'));
  const { stdout } = await run('keys', 'new');
  trusted = /sha256:[0-9a-f]{64}/.exec(stdout)?.[0] ?? '';
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const run = (...args: readonly string[]) => runMain(args, { cwd });
const priya = ['--rep', 'priya.raman@brightwater.example'];
const helen = ['--evaluator', 'Helen Marchetti'];
const certify = (...args: readonly string[]) => run('certify', ...args, '--yes');
const read = (name: string) => certificateSchema.parse(JSON.parse(readFileSync(join(cwd, name), 'utf8')));
const entries = async () => {
  const store = await openStore({ kind: 'sqlite', path: join(cwd, '.threadcount/threadcount.db') });
  try {
    return await store.entries();
  } finally {
    await store.close();
  }
};
const verify = (file: string, ...args: readonly string[]) => run('verify', file, '--trust', trusted, ...args);

describe('a key', () => {
  test('is a file that nobody else may read, and that no other key replaces', async () => {
    expect(statSync(join(cwd, '.threadcount/signing-key.pem')).mode & 0o777).toBe(0o600);
    const again = await run('keys', 'new');
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toContain('is there already');
    expect((await run('keys', 'list')).stdout).toContain(`${trusted}  not among trusted-keys, signs here`);
  });
});

describe('a decision', () => {
  test('is recorded once, signed, and comes out the same from its evidence', async () => {
    const args = [...priya, '--certification', 'crm-hygiene', ...helen];
    const first = await certify(...args, '--output', 'a.json', '--output', 'a.md', '--evidence', 'a.evidence');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('Priya Raman, CRM hygiene: certified');
    const again = await certify(...args, '--output', 'b.json', '--format', 'json');
    expect(again.code).toBe(0);
    expect(readFileSync(join(cwd, 'b.json'), 'utf8')).toBe(readFileSync(join(cwd, 'a.json'), 'utf8'));
    expect(again.stdout).toBe(readFileSync(join(cwd, 'a.json'), 'utf8'));
    expect((await entries()).filter(({ kind }) => kind === 'decision')).toHaveLength(1);
    const held = await verify('a.json', '--evidence', 'a.evidence', '--store', '--format', 'json');
    expect(held).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(held.stdout)).toMatchObject({ isValid: true, verdict: 'certified', validUntil: '2027-11-18' });
    expect(readFileSync(join(cwd, 'a.md'), 'utf8')).toContain(read('a.json').ledger.hash.slice(7));
  });

  test('expires', async () => {
    expect((await verify('a.json', '--as-of', '2027-11-18')).code).toBe(0);
    const late = await verify('a.json', '--as-of', '2027-11-19');
    expect(late).toMatchObject({ code: 1, stderr: 'not valid: term\n' });
  });

  test('that is missed carries a plan with dates, the cheapest path and its proposals', async () => {
    const args = ['--rep', 'Tom Halvorsen', '--certification', 'crm-hygiene', ...helen];
    expect((await certify(...args, '--output', 'tom.json', '--proposals', 'tom.csv')).code).toBe(0);
    const { content } = read('tom.json');
    expect(content.decision).toMatchObject({ verdict: 'not-certified', validUntil: null });
    // As of a Wednesday: five business days on, two weeks on; Thanksgiving lies in between.
    expect(content.plan.remediation).toMatchObject({ coachingBy: '2026-11-25', recertifyBy: '2026-12-02' });
    expect(content.plan.remediation?.feedback.map(({ criterion }) => criterion)).toContain('next-steps');
    expect(content.plan.remediation?.feedback.every(({ evidence }) => evidence.length === 3)).toBe(true);
    expect(content.plan.reinforcement).toMatchObject({ coach: 'Helen Marchetti' });
    expect(content.plan.reinforcement.sessions.map(({ on }) => on)).toEqual([
      '2026-11-25',
      '2026-12-02',
      '2026-12-09',
      '2026-12-16',
    ]);
    const path = content.plan.remediation?.path ?? [];
    expect(path.length).toBeGreaterThan(0);
    const rows = readFileSync(join(cwd, 'tom.csv'), 'utf8').trimEnd().split('\r\n');
    expect(rows).toHaveLength(path.length + 1);
    expect(rows[0]).toBe('Id,Object,Record,Field,Current value,New value,What to do,Why,Rule,Points');
    const prompts = content.plan.remediation?.practice.join('\n') ?? '';
    for (const { record } of path) expect(prompts).not.toContain(record.name ?? record.id);
    expect((await verify('tom.json')).code).toBe(0);
  });

  test('does not depend on the clock or the time zone of the machine', async () => {
    const args = [...priya, '--certification', 'crm-hygiene', ...helen, '--format', 'json', '--store', 'other.db'];
    const before = process.env.TZ;
    process.env.TZ = 'Pacific/Apia';
    const { stdout } = await certify(...args);
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
    expect(certificateSchema.parse(JSON.parse(stdout)).parts).toEqual(read('a.json').parts);
  });

  test('on a sample holds for the sample, by its seed', async () => {
    const args = [...priya, '--certification', 'crm-hygiene', ...helen, '--sample', '15', '--seed', '7'];
    const { code, stdout } = await certify(...args, '--format', 'json', '--store', 'other.db');
    expect(code).toBe(0);
    const { evidence, decision } = certificateSchema.parse(JSON.parse(stdout)).content;
    expect(evidence).toMatchObject({ sample: { size: 15, seed: 7 }, records: { lead: 15, deal: 15 } });
    expect(decision.verdict).toBe('certified');
    expect(evidence.strata.some(({ records, judged }) => judged < records)).toBe(true);
  });
});

describe('a scenario', () => {
  test('scored by somebody else lifts a provisional certificate', async () => {
    const args = [...priya, '--certification', 'multi-threading', ...helen];
    await certify(...args, '--output', 'before.json');
    expect(read('before.json').content.decision).toMatchObject({ verdict: 'provisional', validUntil: '2027-02-16' });
    const form = new URL('../../fixtures/evaluations/written.yaml', import.meta.url).pathname;
    const scored = await run('scenario', 'score', form);
    expect(scored).toMatchObject({ code: 0, stderr: '' });
    expect(scored.stdout).toContain('It counts until 2027-11-16');
    expect((await run('scenario', 'score', form)).stdout).toContain('on file already');
    await certify(...args, '--output', 'after.json', '--evidence', 'after.evidence');
    expect(read('after.json').content.decision).toMatchObject({ verdict: 'certified', total: 23 });
    expect(read('after.json').content.reliance.evaluations).toMatchObject([{ evaluator: 'Helen Marchetti', level: 3 }]);
    expect((await verify('after.json', '--evidence', 'after.evidence', '--store')).code).toBe(0);
    const audit = JSON.parse((await run('audit', ...priya, '--format', 'json')).stdout);
    expect(audit.reps[0].certifications[1]).toMatchObject({ id: 'multi-threading', verdict: 'certified' });
  });

  test('in early ramp certifies provisionally, on scenarios alone', async () => {
    const made = await run('scenario', 'new', '--rep', 'Amir Haddad', '--certification', 'crm-hygiene');
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const words = 'I open the record, write what was agreed, and set the date of the next call.';
    const form = made.stdout
      .replace('evaluator: ""', 'evaluator: helen.marchetti@brightwater.example')
      .replace('answer: |\n  \n', `answer: |\n  ${words}\n`)
      .replaceAll('level:\n', 'level: 3\n')
      .replaceAll('quote: ""', 'quote: write what was agreed, and set the date of the next call');
    writeFileSync(join(cwd, 'amir.yaml'), form);
    expect(await run('scenario', 'score', 'amir.yaml')).toMatchObject({ code: 0, stderr: '' });
    await certify('--rep', 'Amir Haddad', '--certification', 'crm-hygiene', ...helen, '--output', 'amir.json');
    const { decision } = read('amir.json').content;
    expect(decision).toMatchObject({ verdict: 'provisional', total: 18, validUntil: '2027-02-16' });
    const late = await verify('amir.json', '--as-of', '2027-02-17');
    expect(late.code).toBe(1);
    expect(late.stdout).toContain('lapsed after 2027-02-16');
  });

  test('that the rep has scored under another name is refused', async () => {
    const form = readFileSync(new URL('../../fixtures/evaluations/written.yaml', import.meta.url), 'utf8');
    writeFileSync(join(cwd, 'own.yaml'), form.replace(/evaluator: .*/, 'evaluator: Priya Raman'));
    const { code, stderr } = await run('scenario', 'score', 'own.yaml');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^own\.yaml:8:12: the evaluator Priya Raman is the rep/);
  });
});

describe('a role that people: roles tells', () => {
  const roles = (text: string) => {
    writeFileSync(join(cwd, 'roles.yaml'), text);
    writeFileSync(join(cwd, 'with-roles.yaml'), 'source: demo\npeople: { roles: roles.yaml }\n');
    return ['--config', 'with-roles.yaml', '--as-of', '2026-11-18T17:00:00Z'];
  };

  test('leaves nobody without evidence of what is not asked of them', async () => {
    const under = roles('- { title: Sales Development Representative, role: SDR }\n');
    const { stdout } = await run('audit', '--rep', 'Jonah Whitlock', '--format', 'json', ...under);
    const [jonah] = JSON.parse(stdout).reps;
    expect(jonah.certifications.map(({ id }: { id: string }) => id)).toEqual(['crm-hygiene']);
    expect(jonah.certifications[0].basis).toMatchObject({ role: 'SDR' });
    const who = ['--rep', 'Jonah Whitlock', '--certification', 'multi-threading', ...helen];
    const refused = await certify(...who, ...under);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('is not asked of the role');
    const everything = await run('audit', '--rep', 'Jonah Whitlock', '--format', 'json');
    expect(JSON.parse(everything.stdout).reps[0].certifications).toHaveLength(2);
  });

  test('stands on the certificate, and is decided on again', async () => {
    const under = roles('- { rep: jonah.whitlock@brightwater.example, role: SDR }\n');
    const who = ['--rep', 'Jonah Whitlock', '--certification', 'crm-hygiene', ...helen];
    const files = ['--output', 'role.json', '--evidence', 'role.evidence'];
    expect(await certify(...who, ...under, ...files)).toMatchObject({ code: 0 });
    expect(read('role.json').content.subject.role).toBe('SDR');
    expect((await verify('role.json', '--evidence', 'role.evidence')).code).toBe(0);
  });

  test('is one of those that there are', async () => {
    const { code, stderr } = await run('audit', ...roles('- { rep: ana, role: SRD }\n- { role: AE }\n'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/roles\.yaml:1:\d+: .*did you mean "SDR"/);
    expect(stderr).toContain('names a rep or a title');
  });
});

describe('wrong input', () => {
  const wrong = async (...args: readonly string[]) => {
    const { code, stderr } = await certify(...args);
    expect(code).toBe(2);
    return stderr;
  };

  test('is told with what to do about it', async () => {
    const rest = ['--certification', 'crm-hygiene', ...helen];
    expect(await wrong('--rep', 'priya.ramen@brightwater.example', ...rest)).toContain('nearest: priya.raman@');
    expect(await wrong(...priya, '--certification', 'crm-hygene', ...helen)).toContain('did you mean "crm-hygiene"?');
    expect(await wrong(...priya, '--certification', 'crm-hygiene', '--evaluator', 'Priya Raman')).toContain(
      'is the rep',
    );
    expect(await wrong('--rep', 'Inbound Queue', ...rest)).toContain('is no active user (queue)');
    expect(await wrong('--rep', 'Doug Pruitt', ...rest)).toContain('is no active user (inactive-user)');
    expect(await wrong(...priya, ...rest, '--output', 'x.docx')).toContain('one of .json');
    expect(await wrong(...priya, ...rest, '--output', 'nowhere/x.json')).toContain('there is no folder nowhere');
    expect(await wrong(...priya, ...rest, '--key', 'none.pem')).toContain('no such file');
    expect((await wrong()).match(/is needed/g)).toHaveLength(3);
  });

  test('nobody there to confirm, and no --yes: nothing is recorded', async () => {
    const before = (await entries()).length;
    const { code, stderr } = await run('certify', ...priya, '--certification', 'crm-hygiene', ...helen);
    expect(code).toBe(2);
    expect(stderr).toContain('--yes');
    expect(await entries()).toHaveLength(before);
  });

  test('without a key nothing is decided, unless an unsigned record is asked for', async () => {
    const other = join(cwd, 'keyless');
    mkdirSync(other);
    const args = ['certify', ...priya, '--certification', 'crm-hygiene', ...helen, '--yes', '--output', 'c.json'];
    expect(await runMain(args, { cwd: other })).toMatchObject({ code: 2 });
    expect(existsSync(join(other, '.threadcount'))).toBe(false);
    expect(await runMain([...args, '--unsigned'], { cwd: other })).toMatchObject({ code: 0 });
    expect(await runMain(['verify', 'c.json'], { cwd: other })).toMatchObject({ code: 1 });
  });

  test('a place that takes no store is told, and leaves nothing behind', async () => {
    const rest = [...priya, '--certification', 'crm-hygiene', ...helen];
    writeFileSync(join(cwd, 'file'), '');
    const { code, stderr } = await certify(...rest, '--output', 'left.json', '--store', 'file/threadcount.db');
    expect(code).toBe(3);
    expect(stderr).toContain('cannot be made');
    expect(existsSync(join(cwd, 'left.json'))).toBe(false);
  });
});

describe('a certificate that is not to be trusted', () => {
  test('by a key that nobody lists: exit 2 and what to do', async () => {
    const { code, stderr } = await run('verify', 'a.json');
    expect(code).toBe(2);
    expect(stderr).toContain('add the fingerprint to trusted-keys');
  });

  test('keys are listed in threadcount.yaml, with their terms', async () => {
    const under = async (entry: string) => {
      writeFileSync(join(cwd, 'trust.yaml'), `trusted-keys:\n  - ${entry}\n`);
      return run('verify', 'a.json', '--config', 'trust.yaml');
    };
    expect((await under(`"${trusted}"`)).code).toBe(0);
    expect((await under(`{ fingerprint: "${trusted}", owner: Sales Ops }`)).stdout).toContain('trusted, of Sales Ops');
    expect(await under(`{ fingerprint: "${trusted}", until: 2026-11-21 }`)).toMatchObject({ code: 2 });
    const revoked = await under(`{ fingerprint: "${trusted}", revoked: 2026-12-01 }`);
    expect(revoked.code).toBe(2);
    expect(revoked.stderr).toContain('was revoked on 2026-12-01');
    expect((await under('sha256:12')).stderr).toMatch(/^trust\.yaml:2:5: /);
  });

  test('evidence of another decision, or no evidence at all', async () => {
    const other = await verify('a.json', '--evidence', 'after.evidence');
    expect(other).toMatchObject({ code: 1, stderr: 'not valid: evidence\n' });
    expect((await verify('a.json', '--evidence', 'a.md')).code).toBe(2);
    expect((await verify('a.md')).code).toBe(2);
  });

  test('evidence that other rules judged: exit 2 and which', async () => {
    mkdirSync(join(cwd, 'ours/status'), { recursive: true });
    const rules = [
      'certify',
      ...priya,
      '--certification',
      'crm-hygiene',
      ...helen,
      '--yes',
      '--evidence',
      'ours.evidence',
    ];
    writeFileSync(join(cwd, 'ours.yaml'), 'source: demo\npacks: [threadcount/hygiene]\n');
    expect(await run(...rules, '--config', 'ours.yaml', '--as-of', '2026-11-18T17:00:00Z')).toMatchObject({ code: 0 });
    const { code, stderr } = await verify('a.json', '--evidence', 'ours.evidence');
    expect(code).toBe(2);
    expect(stderr).toContain('ours.evidence: was judged by threadcount/hygiene 1.0.0; the certificate stands on');
  });

  test('a ledger in which its entry is another, cut off, or changed', async () => {
    await run('store', 'export', 'backup');
    expect((await verify('a.json', '--ledger', 'backup/ledger.jsonl')).code).toBe(0);
    const lines = readFileSync(join(cwd, 'backup/ledger.jsonl'), 'utf8').trimEnd().split('\n');
    writeFileSync(join(cwd, 'cut.jsonl'), '');
    expect(await verify('a.json', '--ledger', 'cut.jsonl')).toMatchObject({ code: 1, stderr: 'not valid: ledger\n' });
    writeFileSync(join(cwd, 'changed.jsonl'), lines.join('\n').replace('"provisional"', '"certified"'));
    expect(await verify('a.json', '--ledger', 'changed.jsonl')).toMatchObject({ code: 1 });
    appendFileSync(join(cwd, 'cut.jsonl'), 'no entry\n');
    expect((await verify('a.json', '--ledger', 'cut.jsonl')).stderr).toMatch(/^cut\.jsonl:1:1: is no entry/);
  });

  test('by a key that was taken back in the ledger', async () => {
    const revoke = await run('keys', 'revoke', trusted, '--reason', 'lost', '--by', 'Lena Fitch');
    expect(revoke).toMatchObject({ code: 0, stderr: '' });
    expect((await verify('a.json')).code).toBe(0);
    const { code, stderr } = await verify('a.json', '--store');
    expect(code).toBe(2);
    expect(stderr).toContain('was revoked on 2026-11-22: lost');
    const { stderr: refused } = await certify(...priya, '--certification', 'crm-hygiene', ...helen);
    expect(refused).toContain('was revoked');
  });
});
