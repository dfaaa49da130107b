import { openSetting } from '../../dist/commands/workbench.js';
import { createDuplicateIndex } from '../../dist/identity/duplicates.js';
import { project } from './measure.mjs';
import { AS_OF, leadAt } from './org-shape.mjs';

/*
 * Finds the duplicates among made-up leads, in a process that is measured: `node find-duplicates.mjs WAY COUNT`. `make`
 * makes the leads and holds them, `exact` looks for equal addresses with a Map alone, `index` is the audit's own way.
 */

const [way, count = ''] = process.argv.slice(2);
const RECORDS = Number(count);

/** Every five hundredth lead is the one before it, typed in once more: without the address, and with a slip. */
const AGAIN = 500;

function sightingAt(/** @type {number} */ index) {
  const isAgain = index % AGAIN === AGAIN - 1;
  const like = isAgain ? index - 1 : index;
  const { id, company, first, last } = leadAt(like);
  return {
    kind: 'lead',
    id: isAgain ? `${id}2` : id,
    firstName: first,
    lastName: isAgain ? `${last}s` : last,
    emails: isAgain ? [] : [`${first}.${last}.${index}@${company.domain}`.toLowerCase()],
    phones: like % 3 === 0 ? [] : [`+1 212 ${String(5_550_000 + (like % 9_000))}`],
    companyName: company.name,
    website: `https://www.${company.domain}`,
    country: 'United States',
    ownerId: `005${like % 94}`,
    createdAt: AS_OF,
    isOpen: true,
    contactId: null,
  };
}

const sightings = Array.from({ length: RECORDS }, (_, index) => sightingAt(index));

function exactly() {
  const byAddress = new Map();
  for (const one of sightings) for (const email of one.emails) byAddress.set(email, (byAddress.get(email) ?? 0) + 1);
  return [...byAddress.values()].filter((times) => times > 1).length;
}

function indexed() {
  const { identity } = openSetting({ args: [], options: {} }, { cwd: project, env: {}, now: () => AS_OF });
  const index = createDuplicateIndex(identity);
  for (const one of sightings) index.add(one);
  const lookup = index.finish();
  return sightings.filter((one) => lookup.mayMatch(one.id) && lookup.of(one).length > 0).length;
}

if (way === 'exact') exactly();
if (way === 'index') {
  const [found, planted] = [indexed(), 2 * Math.floor(RECORDS / AGAIN)];
  if (found < planted) throw new Error(`${found} leads have a duplicate, where ${planted} were planted`);
}
