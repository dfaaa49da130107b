import { writeSync } from 'node:fs';

/* Loaded with --import into a process that is measured: tells what it has used as it ends. */
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ user: userCPUTime / 1e6, system: systemCPUTime / 1e6, peakMb: maxRSS / 1024 }));
});
