// How long an account takes to read under HubSpot's limits, against what those limits allow, by a clock that skips
// every wait: npm run -s build && node test/bench/hubspot-pull.mjs [deals]

import { tellVolume } from '../emulators/hubspot/hubspot.mjs';
import { openAccount } from './hubspot-account.mjs';

/** Reads an account, or one rep's part of it, once. */
async function read({ portal, plan, reps }) {
  const account = await openAccount({ portal, plan });
  const found = await account.read({ reps });
  await account.close();
  return found;
}

const show = (number) => number.toLocaleString('en', { maximumFractionDigits: 1 });

function report(title, { counts, gaps, refused, tally, searches, others, seconds, real }, perTenSeconds) {
  // A window of ten seconds may be used up at once, and so may a second of searches.
  const least = Math.max(Math.max(0, others - perTenSeconds) / (perTenSeconds / 10), Math.max(0, searches - 5) / 5);
  const kinds = Object.entries(tally).map(([kind, count]) => `${kind} ${count}`);
  process.stdout.write(
    [
      title,
      `  rows ${JSON.stringify(counts)}; gaps ${gaps.length}; refused ${refused}`,
      `  calls ${show(searches + others)} (${kinds.join(', ')})`,
      `  ${show(seconds)} s under the limits, ${show(least)} s at ${perTenSeconds} in ten seconds: ratio ${show(seconds / least)}`,
      `  (${show(real)} s of this machine)`,
      '',
    ].join('\n'),
  );
}

const deals = Number(process.argv[2] ?? 50_000);
const only = { contactsPerDeal: 1, perDeal: 0 };
report(
  `${show(deals)} deals, Professional`,
  await read({ portal: tellVolume({ deals, ...only }), plan: 'professional' }),
  190,
);
report(
  'One rep with 500 leads and 200 deals',
  await read({
    portal: tellVolume({ deals: 800, leads: 2000, contactsPerDeal: 3, perDeal: 2, perLead: 1 }),
    plan: 'professional',
    reps: ['rep0@brightwater.example'],
  }),
  190,
);
