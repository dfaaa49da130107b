#!/usr/bin/env node
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { isAbsolute, join } from 'node:path';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`threadcount: needs Node 20.19 or newer; this is ${process.versions.node}\n`);
  process.exit(2);
}

// Compiled code is kept between runs where Node can do so (22.8 and later): in a folder of caches that is there already and
// is the user's own, since code could be put in its place elsewhere. A new machine, as in CI, would gain nothing.
const { HOME = '', LOCALAPPDATA, NODE_COMPILE_CACHE, XDG_CACHE_HOME } = process.env;
const caches = process.platform === 'win32' ? LOCALAPPDATA : XDG_CACHE_HOME || join(HOME, '.cache');
if (!NODE_COMPILE_CACHE && caches && isAbsolute(caches) && existsSync(caches)) {
  module.enableCompileCache?.(join(caches, 'threadcount'));
}

const { main } = await import('../dist/bundle/cli.js').catch((error) => {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND' || !String(error.message).includes('dist')) throw error;
  process.stderr.write('threadcount: not built yet; run "npm ci" (or "npm run build") in its folder first\n');
  process.exit(70);
});

// Files are written whole within one turn of the event loop, so that none is half there when a signal is heard; a command
// that writes them in a thread of its own says how that is ended.
let endThread = async () => {};
const stop = (exitCode) => async () => {
  await endThread();
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
  process.exit(exitCode);
};
process.once('SIGINT', stop(130));
process.once('SIGTERM', stop(143));
// Whoever reads may stop reading (`| head`): the rest is not written, and the exit code stays that of the audit.
let broken;
process.stdout.on('error', (error) => {
  if (broken === undefined && error.code !== 'EPIPE') {
    process.stderr.write(`threadcount: standard output could not be written: ${error.message}\n`);
    process.exitCode = 3;
  }
  broken = error;
});

// Node makes a stream when it is first asked for: those that a command does not use cost nothing.
const output = (name) => ({
  write: (text) => void (broken === undefined && process[name].write(text)),
  drain: async () => {
    if (broken === undefined && process[name].writableNeedDrain) await once(process[name], 'drain').catch(() => {});
  },
  get isTTY() {
    return process[name].isTTY === true;
  },
  get columns() {
    return process[name].columns;
  },
});

const exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: output('stdout'),
  stderr: output('stderr'),
  get stdin() {
    return process.stdin;
  },
  now: () => Date.now(),
  onSignal: (end) => {
    endThread = end;
  },
});
process.exitCode ??= exitCode;
