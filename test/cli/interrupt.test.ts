import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const executable = fileURLToPath(new URL('../../bin/threadcount.js', import.meta.url));

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s ends a run that waits for a CRM at once, with exit code %i and nothing half written',
  async (signal, expected) => {
    const cwd = mkdtempSync(join(tmpdir(), 'threadcount-interrupt-'));
    // It takes every request and answers none.
    const server = createServer(() => {});
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const env = {
      PATH: process.env.PATH,
      HUBSPOT_API_URL: `http://127.0.0.1:${port}`,
      HUBSPOT_ACCESS_TOKEN: 'pat-na1-0a1b2c3d-1111-2222-3333-444455556666',
    };
    const args = [executable, 'audit', '--source', 'hubspot', '--output', 'report.json'];
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    try {
      const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
      await Promise.race([once(server, 'request'), once(child, 'exit')]);
      const began = performance.now();
      child.kill(signal);
      const [code] = await once(child, 'close');
      expect([code, await stdout, await stderr, readdirSync(cwd)]).toEqual([expected, '', '', []]);
      expect(performance.now() - began).toBeLessThan(5_000);
    } finally {
      child.kill('SIGKILL');
      server.closeAllConnections();
      server.close();
      rmSync(cwd, { recursive: true, force: true });
    }
  },
);
