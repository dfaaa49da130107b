import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/* Loaded with --import into a process that is measured: tells what it has used as it ends, all its threads together. */
if (isMainThread) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeSync(3, JSON.stringify({ user: userCPUTime / 1e6, system: systemCPUTime / 1e6, peakMb: maxRSS / 1024 }));
  });
}
