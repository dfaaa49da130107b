import { analyzers } from './analyzers.mjs';
import { duplicates } from './duplicates.mjs';
import { expressions } from './expressions.mjs';
import { linear } from './linear.mjs';
import { reports } from './reports.mjs';
import { shards } from './shards.mjs';
import { startUp } from './start-up.mjs';
import { wholeOrg } from './whole-org.mjs';

/*
 * `npm run bench`, or `npm run bench -- start-up rules` for some of them. Every figure is set against a floor that was
 * measured in the same run, since machines differ; nothing here fails for being slow.
 */

/** What is run, and what it measures. */
const benches = {
  'start-up': { run: startUp, about: 'what commands take before and beside their work, against Node alone' },
  rules: { run: expressions, about: 'compiled rules, against the same by hand' },
  texts: { run: analyzers, about: 'reading next steps and notes' },
  duplicates: { run: duplicates, about: 'finding duplicates' },
  reports: { run: reports, about: 'writing reports' },
  'whole-org': {
    run: wholeOrg,
    about: 'an audit, in one thread and in several, against reading and splitting the files',
  },
  linear: { run: linear, about: 'an org five times as large as another: 4 GB of files, and half an hour' },
  shards: { run: shards, about: 'a snapshot at once, and in four shards' },
};

const HELP = `npm run bench [-- <name> …]    without a name all of them, which takes most of an hour

${Object.entries(benches)
  .map(([name, { about }]) => `  ${name.padEnd(11)} ${about}`)
  .join('\n')}

BENCH_SCALE=0.1 makes the orgs of whole-org, linear and shards smaller: 1 has 200,000 leads in 713 MB of files.`;

const asked = process.argv.slice(2);
if (asked.includes('--help') || asked.includes('-h')) {
  console.log(HELP);
  process.exit();
}
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`no bench "${unknown.join('", "')}"; there are ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
console.log(`Node ${process.version}, ${process.platform} ${process.arch}`);
for (const [name, { run }] of Object.entries(benches)) if (asked.length === 0 || asked.includes(name)) await run();
