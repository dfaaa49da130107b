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

const benches = {
  'start-up': startUp,
  rules: expressions,
  texts: analyzers,
  duplicates,
  reports,
  'whole-org': wholeOrg,
  linear,
  shards,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`no bench "${unknown.join('", "')}"; there are ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
console.log(`Node ${process.version}, ${process.platform} ${process.arch}`);
for (const [name, run] of Object.entries(benches)) if (asked.length === 0 || asked.includes(name)) await run();
