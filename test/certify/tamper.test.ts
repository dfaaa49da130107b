import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCertificate } from '../../src/certify/certificate-text.ts';
import { integrityChecks, ledgerCheck } from '../../src/certify/verify/integrity.ts';
import { rederive } from '../../src/history/rederive.ts';
import { readBundle } from '../../src/stores/bundle.ts';
import { openStore } from '../../src/stores/index.ts';
import { runMain } from '../support/run-main.ts';

let cwd = '';
let certificate = Buffer.alloc(0);
let evidence = Buffer.alloc(0);
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'threadcount-tamper-'));
  await runMain(['keys', 'new'], { cwd });
  const who = ['--rep', 'Amir Haddad', '--certification', 'crm-hygiene', '--evaluator', 'Helen Marchetti', '--yes'];
  await runMain(['certify', ...who, '--output', 'a.json', '--evidence', 'a.evidence'], { cwd });
  certificate = readFileSync(join(cwd, 'a.json'));
  evidence = readFileSync(join(cwd, 'a.evidence'));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** The same numbers in every run of the tests. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A copy in which one bit of one byte is another. */
function flipped(bytes: Buffer, next: () => number): { readonly copy: Buffer; readonly at: number } {
  const copy = Buffer.from(bytes);
  const at = Math.floor(next() * copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(next() * 8));
  return { copy, at };
}

/** What is said of the bytes of a certificate: failed checks by name, or why it is none at all. */
function saidOf(bytes: Buffer): readonly string[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return ['is not text in UTF-8'];
  }
  const read = parseCertificate(text, 'a.json');
  if ('problems' in read) return read.problems.map(({ message }) => message);
  return integrityChecks(read.value, text)
    .filter(({ holds }) => holds === false)
    .map(({ name }) => name);
}

describe('a byte that was changed', () => {
  test('the certificate and the evidence are sound as they were written', () => {
    expect(saidOf(certificate)).toEqual([]);
    expect(readBundle(evidence)).toHaveProperty('evidence');
  });

  test('is detected and named, wherever it is in the certificate (600 of them)', () => {
    const next = random(7);
    const missed = Array.from({ length: 600 }, () => flipped(certificate, next)).filter(
      ({ copy }) => saidOf(copy).length === 0,
    );
    expect(missed.map(({ at }) => at)).toEqual([]);
  });

  test('is detected wherever it is in the evidence (600 of them)', () => {
    const next = random(11);
    const missed = Array.from({ length: 600 }, () => flipped(evidence, next)).filter(
      ({ copy }) => !('problem' in readBundle(copy)),
    );
    expect(missed.map(({ at }) => at)).toEqual([]);
  });

  test('of a part is named by the part', () => {
    const text = certificate.toString('utf8');
    const change = (from: string | RegExp, to: string): readonly string[] => {
      const changed = text.replace(from, to);
      expect(changed).not.toBe(text);
      return saidOf(Buffer.from(changed));
    };
    expect(change('"insufficient-evidence"', '"certified"')).toContain('part decision');
    expect(change('Amir Haddad', 'Amor Haddad')).toContain('part subject');
    expect(change('"coach": "Helen', '"coach": "Helga')).toContain('part plan');
    expect(change(/"at": "2026/, '"at": "2025')).toContain('ledger entry');
    expect(change(/\n {2}"id"/, '\n   "id"')).toEqual(['form']);
  });
});

test('a signature that another key made over the same is none of this key', () => {
  const text = certificate.toString('utf8');
  const read = parseCertificate(text, 'a.json');
  if ('problems' in read) throw new Error('unreadable');
  const { signature } = read.value;
  const other = { ...read.value, signature: signature && { ...signature, value: Buffer.alloc(64).toString('base64') } };
  expect(integrityChecks(other, text).find(({ name }) => name === 'signature')?.holds).toBe(false);
});

test('evidence in which a record is judged otherwise does not lead to the certificate', () => {
  const read = readBundle(evidence);
  const parsed = parseCertificate(certificate.toString('utf8'), 'a.json');
  if ('problem' in read || 'problems' in parsed) throw new Error('unreadable');
  const { run } = read.evidence;
  expect(rederive(run, parsed.value.content).differences).toEqual([]);
  const [first, ...rest] = run.records;
  if (first === undefined) throw new Error('no records');
  const marks = first.marks.replace('7', '1').replace('6', '1');
  const changed = {
    ...run,
    records: [{ ...first, marks: marks === first.marks ? `8${marks.slice(1)}` : marks }, ...rest],
  };
  expect(rederive(changed, parsed.value.content).differences[0]).toContain('comes out otherwise');
});

test('the ledger in which it stands has to be whole', async () => {
  const store = await openStore({ kind: 'sqlite', path: join(cwd, '.threadcount/threadcount.db') });
  const entries = await store.entries();
  await store.close();
  const parsed = parseCertificate(certificate.toString('utf8'), 'a.json');
  if ('problems' in parsed) throw new Error('unreadable');
  expect(ledgerCheck(parsed.value, entries).every(({ holds }) => holds)).toBe(true);
  const changed = entries.map((entry) => ({ ...entry, at: '2020-01-01T00:00:00.000Z' }));
  expect(ledgerCheck(parsed.value, changed).some(({ holds }) => holds === false)).toBe(true);
  expect(ledgerCheck(parsed.value, []).map(({ name }) => name)).toEqual(['ledger']);
});
