// The account as somebody starts it in a terminal.

import { FAULTS, startHubspot, tellDemo, tellVolume } from './hubspot.mjs';

/** `--reps` share the deals and leads among themselves. */
function portalOf({ org = 'demo', data, deals = 50_000, leads = 5000, activities = 5 * (deals + leads), reps, seed }) {
  if (data !== undefined) throw new Error('--data: this account tells the demo org, or one of any size');
  if (org === 'demo') return tellDemo();
  if (org !== 'volume') throw new Error(`no org "${org}"; there are: demo, volume`);
  const share = (count) => Math.max(1, Math.ceil(count / reps));
  const shares = reps === undefined ? {} : { dealsPerOwner: share(deals), leadsPerOwner: share(leads) };
  const each = Math.round(activities / 5 / Math.max(1, deals + leads));
  return tellVolume({ deals, leads, perDeal: each, perLead: each, seed: `volume ${seed}`, ...shares });
}

const list = () =>
  Object.entries(FAULTS)
    .map(([name, { number, about }]) => `${String(number || '').padStart(2)}  ${name.padEnd(20)} ${about}`)
    .join('\n');

/** Starts it and says how to reach it; `undefined` when there was only something to show. */
export async function start({ fault = [], port = 0, seed = 1, ...options }) {
  if (fault.includes('list')) {
    process.stdout.write(`${list()}\n`);
    return undefined;
  }
  const hub = await startHubspot({ fault, port, seed: String(seed), portal: portalOf({ ...options, seed }) });
  const size = (name) => hub.portal.tables[name].size().toLocaleString('en');
  return {
    banner: [
      `# A HubSpot account on ${hub.url}: ${size('contacts')} contacts, ${size('deals')} deals, ${size('notes')} notes.`,
      '# In a second terminal:',
      ...Object.entries(hub.env).map(([name, value]) => `export ${name}='${value}'`),
      'threadcount audit --source hubspot',
      '# Ctrl-C stops it.',
    ].join('\n'),
    account: () => `${hub.requests().length} calls, ${hub.writes().length} attempts to write`,
    close: hub.close,
  };
}
