import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

/** A real server of PostgreSQL for tests. */
export interface Server {
  /** Makes an empty database and gives its URL. */
  readonly createDatabase: () => Promise<string>;
  /** Runs statements as the superuser in the database that the server comes with. */
  readonly admin: (sql: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const packaged = '/usr/lib/postgresql';

/** The newest server that the distribution has installed. */
function programs(): string | undefined {
  if (!existsSync(packaged)) return undefined;
  const versions = readdirSync(packaged).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(packaged, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

/** PostgreSQL refuses to run as root, so it runs as the user that its package makes. */
function account(): { readonly uid?: number; readonly gid?: number } | undefined {
  if (process.getuid?.() !== 0) return {};
  const line = readFileSync('/etc/passwd', 'utf8').match(/^postgres:[^:]*:(\d+):(\d+):/m);
  return line === null ? undefined : { uid: Number(line[1]), gid: Number(line[2]) };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** One that the environment names, else one that is installed here; `undefined` where there is none. */
export async function startServer(): Promise<Server | undefined> {
  const named = process.env.THREADCOUNT_TEST_PG;
  if (named !== undefined && named !== '') return clientOf(named, async () => {});
  const bin = programs();
  const user = account();
  if (bin === undefined || user === undefined) return undefined;
  return ownServer(bin, user);
}

/** Everybody on this machine may come in, but for the user `locked`, who needs a password. */
const access = 'host all locked 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n';

async function ownServer(bin: string, user: { readonly uid?: number; readonly gid?: number }): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'threadcount-postgres-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const running = { ...user, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } };
  const init = ['-D', data, '-U', 'threadcount', '-A', 'trust', '--no-sync', '-E', 'UTF8'];
  execFileSync(join(bin, 'initdb'), init, { ...running, stdio: 'ignore' });
  writeFileSync(join(data, 'pg_hba.conf'), access);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${folder}`, 'fsync=on'];
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
    ...running,
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const abandon = (): void => void child.kill('SIGQUIT');
  process.once('exit', abandon);
  const stop = async (): Promise<void> => {
    process.off('exit', abandon);
    child.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const server = clientOf(`postgres://threadcount@127.0.0.1:${port}/postgres`, stop);
  await untilItAnswers(server);
  return server;
}

async function untilItAnswers({ admin, stop }: Server): Promise<void> {
  for (let left = 100; ; left--) {
    try {
      await admin('select 1');
      return;
    } catch (error) {
      if (left === 0) {
        await stop();
        throw error;
      }
      await setTimeout(100);
    }
  }
}

function clientOf(url: string, stop: () => Promise<void>): Server {
  let count = 0;
  const admin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  return {
    admin,
    stop,
    createDatabase: async () => {
      const name = `threadcount_${process.pid}_${++count}`;
      await admin(`create database ${name} template template0`);
      const made = new URL(url);
      made.pathname = `/${name}`;
      return made.href;
    },
  };
}
