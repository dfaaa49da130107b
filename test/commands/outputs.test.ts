import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOutputs } from '../../src/commands/outputs.ts';
import { wantsLinks } from '../../src/commands/terminal.ts';
import type { Io } from '../../src/lib/io.ts';
import { auditResultSchema } from '../../src/model/audit-result.ts';
import { rep, sample } from '../reports/sample.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'threadcount-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const showing = { isQuiet: false, isColored: false, sourceOption: '' };

/** A place to write to that notes, in order, what it is given and when it is waited for. */
function startIo(): { readonly io: Io; readonly calls: string[] } {
  const calls: string[] = [];
  const write = (text: string): void => void calls.push(text);
  const drain = async (): Promise<void> => void calls.push('drain');
  const stdout = { write, drain, isTTY: false, columns: undefined };
  const io: Io = { cwd, env: {}, stdout, stderr: stdout, stdin: (async function* () {})(), now: () => 0 };
  return { io, calls };
}

describe('reports', () => {
  it('are written whole, to files and to standard output alike', async () => {
    const { io, calls } = startIo();
    await openOutputs({ files: ['one.json', 'two.json'], format: 'json' }, io).write(sample(), showing);
    const printed = calls.filter((call) => call !== 'drain').join('');
    expect(auditResultSchema.parse(JSON.parse(printed))).toEqual(sample());
    expect(readFileSync(join(cwd, 'one.json'), 'utf8')).toBe(printed);
    expect(readFileSync(join(cwd, 'two.json'), 'utf8')).toBe(printed);
    expect(readdirSync(cwd).sort()).toEqual(['one.json', 'two.json']);
  });

  it('wait after every piece until standard output has taken it', async () => {
    const { io, calls } = startIo();
    await openOutputs({ files: [], format: 'json' }, io).write(sample(), showing);
    expect(calls.length).toBeGreaterThan(4);
    expect(calls.every((call, i) => (call === 'drain') === (i % 2 === 1))).toBe(true);
  });

  it('leave nothing behind, and the file of before as it was, when one breaks off in the middle', async () => {
    const { io, calls } = startIo();
    const outputs = openOutputs({ files: ['report.json'], format: 'json' }, io);
    await outputs.write(sample(), { ...showing, isQuiet: true });
    const before = readFileSync(join(cwd, 'report.json'), 'utf8');
    const broken = sample({ reps: [rep(), rep({ score: 101 })] });
    await expect(outputs.write(broken, showing)).rejects.toThrow();
    expect(readdirSync(cwd)).toEqual(['report.json']);
    expect(readFileSync(join(cwd, 'report.json'), 'utf8')).toBe(before);
    expect(calls.join('').replaceAll('drain', '')).toBe('');
  });
});

describe('links of the terminal', () => {
  const wants = (env: Io['env'], isTTY = true): boolean => {
    const { io } = startIo();
    return wantsLinks({ ...io, env, stdout: { ...io.stdout, isTTY } });
  };

  it.each([
    { TERM_PROGRAM: 'iTerm.app' },
    { TERM_PROGRAM: 'vscode' },
    { TERM: 'xterm-kitty' },
    { VTE_VERSION: '7600' },
    { WT_SESSION: 'a' },
    { KONSOLE_VERSION: '230804' },
  ])('are written where %o is a terminal', (env) => {
    expect(wants(env)).toBe(true);
    expect(wants(env, false)).toBe(false);
    expect(wants({ ...env, CI: 'true' })).toBe(false);
    expect(wants({ ...env, FORCE_HYPERLINK: '0' })).toBe(false);
  });

  it('are left out where nobody knows the terminal, unless they are forced', () => {
    expect(wants({ TERM: 'xterm-256color' })).toBe(false);
    expect(wants({ VTE_VERSION: '4000' })).toBe(false);
    expect(wants({ FORCE_HYPERLINK: '1' }, false)).toBe(true);
  });
});
