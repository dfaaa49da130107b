// What reading an account costs of which one record in a hundred has changed since the last snapshot, against reading all
// of it, under HubSpot's limits and by a clock that skips every wait:
// npm run -s build && node test/bench/hubspot-since.mjs [deals]; `demo` for the demo org

import { openStore } from '../../dist/stores/index.js';
import { openEdits, tellDemo, tellVolume } from '../emulators/hubspot/hubspot.mjs';
import { openAccount } from './hubspot-account.mjs';

const [size = '5000'] = process.argv.slice(2);
const isDemo = size === 'demo';
const portal = isDemo ? tellDemo() : tellVolume({ deals: Number(size), leads: Number(size) / 10 });
const account = await openAccount({ portal, plan: 'professional' });
const edits = openEdits(account.hub);
const store = await openStore({ kind: 'sqlite', path: ':memory:' });
const DAY = 86_400_000;

/** Reads on top of what the last reading left, and keeps what it leaves with the run that it belongs to. */
async function pull() {
  let opened;
  const open = async (of) => {
    opened = await store.mirror({ of, scope: '', isAnew: false, readAt: Math.floor(account.clock.now()) });
    return opened.mirror;
  };
  const found = await account.read({ mirrors: { open } });
  const head = { id: '0'.repeat(12), asOf: new Date().toISOString(), scope: '', source: 'hubspot', packs: [] };
  const hashes = { configHash: 'sha256:0', dataHash: found.hash };
  const totals = { score: null, reps: 0, records: 0 };
  const result = { reps: [], summary: {}, rules: [] };
  const run = { head: { ...head, ...hashes, ...totals }, result, rules: [], records: [], pinned: [] };
  await store.keep(run, opened.draft(found.others + found.searches));
  return found;
}

/** One record in a hundred of every kind: changed, and one of ten of those deleted or new. */
function change() {
  const names = { deals: 'hs_next_step', contacts: 'jobtitle', companies: 'name', notes: 'hs_note_body' };
  const kinds = { calls: 'hs_call_body', meetings: 'hs_meeting_body', tasks: 'hs_task_body', emails: 'hs_email_text' };
  const now = new Date(account.clock.now()).toISOString();
  let changes = 0;
  for (const [type, name] of Object.entries({ ...names, ...kinds })) {
    const ids = edits.ids(type);
    for (let at = 0; at < ids.length; at += 100) {
      changes += 1;
      if (at % 1000 === 500) edits.archive(type, ids[at]);
      else edits.update(type, ids[at], { [name]: `Changed at ${now}` });
      if (at % 1000 === 300 && type in kinds)
        edits.create(type, { hs_timestamp: now, [name]: 'New' }, [['deals', edits.ids('deals')[at % 50]]]);
    }
  }
  return changes;
}

const show = (number) => number.toLocaleString('en', { maximumFractionDigits: 1 });
const line = (title, { tally, searches, others, seconds, real, gaps }) =>
  process.stdout.write(
    `${title}: ${show(searches + others)} calls, ${show(seconds)} s under the limits (${show(real)} s of this machine), gaps ${gaps.length}; ${JSON.stringify(tally)}\n`,
  );

line('First snapshot', await pull());
account.clock.pass(7 * DAY);
process.stdout.write(`${show(change())} records change\n`);
account.clock.pass(DAY / 24);
const some = await pull();
line('What changed', some);
const all = await account.read();
line('Everything', all);
process.stdout.write(`${some.hash === all.hash ? 'The same data' : 'OTHER DATA'}\n`);
await store.close();
await account.close();
