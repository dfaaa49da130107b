import { describe, expect, it } from 'vitest';
import { commandFor, runFile } from '../../../src/sources/live/run-file.ts';

describe('a program that is run', () => {
  it('gives what it printed and how it ended', async () => {
    const args = [
      '-e',
      'process.stdout.write("{}"); process.stderr.write(process.argv[1]); process.exit(3)',
      'a b;$(c)',
    ];
    expect(await runFile(process.execPath, args, { timeout: 10_000 })).toEqual({
      code: 3,
      stdout: '{}',
      stderr: 'a b;$(c)',
    });
  });

  it('is undefined when it is not installed', async () => {
    expect(await runFile('threadcount-no-such-program', [], { timeout: 1000 })).toBeUndefined();
  });

  it('is ended when it takes too long, without a word of what it printed', async () => {
    const run = runFile(process.execPath, ['-e', 'process.stdout.write("token"); setInterval(() => {}, 9)'], {
      timeout: 400,
    });
    await expect(run).rejects.toThrow(/^\S+ did not end within 0 s, or printed too much$/);
  });

  it('goes through the system shell on Windows, with plain words only', () => {
    expect(commandFor('sf', ['org', 'display', '--target-org', 'ana@acme.example'], 'win32')).toEqual({
      file: 'cmd.exe',
      args: ['/d', '/s', '/c', 'sf.cmd org display --target-org ana@acme.example'],
    });
    for (const word of ['a&b', 'a b', '%PATH%', 'a"b', 'a^b', ''])
      expect(() => commandFor('sf', [word], 'win32')).toThrow('must not');
    expect(commandFor('sf', ['a&b'], 'linux')).toEqual({ file: 'sf', args: ['a&b'] });
  });
});
