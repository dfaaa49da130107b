// Starts an emulated CRM by hand: npm run emulate -- salesforce --port 8080

import { parseArgs } from 'node:util';

/** CRMs by name: what can be set, and how one is started. Each tells the environment that its clients need. */
const EMULATORS = {
  salesforce: async (options) => (await import('./salesforce/by-hand.mjs')).start(options),
  hubspot: async (options) => (await import('./hubspot/by-hand.mjs')).start(options),
};

const NUMBERS = ['port', 'leads', 'deals', 'activities', 'reps', 'seed'];
const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  org: { type: 'string' },
  data: { type: 'string' },
  fault: { type: 'string', multiple: true },
  ...Object.fromEntries(NUMBERS.map((name) => [name, { type: 'string' }])),
};

const USAGE = `Usage: npm run emulate -- <crm> [options]

CRMs: ${Object.keys(EMULATORS).join(', ')}

  --port N         port on 127.0.0.1 (default: a free one)
  --org NAME       demo (default) or volume
  --data DIR       the org that a folder of exported CSV files tells of
  --leads N        leads of --org volume
  --deals N        deals of --org volume
  --activities N   activities of --org volume
  --reps N         reps of --org volume
  --seed N         another disorder of rows and sizes of pages
  --fault NAME     makes it fail in one way; may be given more than once, --fault list shows the names
`;

function asked() {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  for (const name of NUMBERS) {
    if (values[name] === undefined) continue;
    const number = Number(values[name]);
    if (!Number.isInteger(number) || number < 0)
      throw new Error(`--${name}: a whole number is expected, not "${values[name]}"`);
    values[name] = number;
  }
  return { values, positionals };
}

async function main() {
  const { values, positionals } = asked();
  if (values.help || positionals.length === 0) return process.stdout.write(USAGE);
  const [name, ...more] = positionals;
  const start = EMULATORS[name];
  if (start === undefined || more.length > 0)
    throw new Error(`no CRM "${positionals.join(' ')}"; there are: ${Object.keys(EMULATORS).join(', ')}`);
  const started = await start(values);
  if (started === undefined) return undefined;
  process.stdout.write(`${started.banner}\n`);
  const stop = async () => {
    await started.close();
    process.stdout.write(`\n${started.account()}\n`);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return undefined;
}

// Whoever reads may stop reading: the server goes on.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
