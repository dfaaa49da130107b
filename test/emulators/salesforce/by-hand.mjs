// The org as somebody starts it in a terminal.

import { demoOrg, FAULTS, folderOrg, startSalesforce, volumeOrg, withFaults } from './salesforce.mjs';

function orgOf({ org = 'demo', data, leads, deals, activities, reps, seed }) {
  if (data !== undefined) return folderOrg(data);
  if (org === 'demo') return demoOrg();
  if (org !== 'volume') throw new Error(`no org "${org}"; there are: demo, volume`);
  return volumeOrg({ leads, deals, activities, reps, seed });
}

const list = () =>
  Object.entries(FAULTS)
    .map(([name, { number, about }]) => `${String(number).padStart(2)}  ${name.padEnd(20)} ${about}`)
    .join('\n');

const quoted = (value) => `'${value.replaceAll("'", String.raw`'\''`)}'`;

/** Starts it and says how to reach it; `undefined` when there was only something to show. */
export async function start({ fault = [], port = 0, seed = 1, ...options }) {
  if (fault.includes('list')) {
    process.stdout.write(`${list()}\n`);
    return undefined;
  }
  const emulator = await startSalesforce(withFaults(fault, { org: orgOf({ ...options, seed }), port, seed }));
  const environment = Object.entries(emulator.env).map(([name, value]) => `export ${name}=${quoted(value)}`);
  const size = (name) => emulator.org.tables.get(name).size().toLocaleString('en');
  return {
    banner: [
      `# A Salesforce org on ${emulator.url}: ${size('Lead')} leads, ${size('Opportunity')} opportunities, ${size('Task')} tasks, ${size('Event')} events.`,
      '# In a second terminal:',
      ...environment,
      'threadcount audit --source salesforce',
      '# Ctrl-C stops it.',
    ].join('\n'),
    account: () => `${emulator.calls()} calls, ${emulator.writes().length} attempts to write`,
    close: emulator.close,
  };
}
