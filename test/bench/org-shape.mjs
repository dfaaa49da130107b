import { drawing } from './random.mjs';
import { firstNames, lastNames } from './texts.mjs';

/** The made-up org: what stands where, computed from the number of a row, so that every file can speak of every record. */

export const AS_OF = Date.UTC(2026, 10, 18, 17);
export const DAY = 86_400_000;

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** A Salesforce id of 18 characters. */
export function idOf(/** @type {string} */ prefix, /** @type {number} */ index) {
  let digits = '';
  for (let rest = index + 1; digits.length < 6; rest = Math.floor(rest / 62)) digits = DIGITS[rest % 62] + digits;
  const id = `${prefix}5f0000${digits}`;
  let suffix = '';
  for (let block = 0; block < 15; block += 5) {
    let bits = 0;
    for (let i = 0; i < 5; i++) if (id[block + i] >= 'A' && id[block + i] <= 'Z') bits |= 1 << i;
    suffix += SUFFIX[bits];
  }
  return id + suffix;
}

export const iso = (/** @type {number} */ at) => new Date(at).toISOString();
export const dayOf = (/** @type {number} */ at) => iso(at).slice(0, 10);

/** How many rows of each kind, for a whole org; `scale` shrinks all of them but the users. */
export const countsAt = (/** @type {number} */ scale) => ({
  users: 100,
  accounts: Math.ceil(10_000 * scale),
  contacts: Math.ceil(60_000 * scale),
  leads: Math.ceil(200_000 * scale),
  deals: Math.ceil(20_000 * scale),
  tasks: Math.ceil(860_000 * scale),
  events: Math.ceil(140_000 * scale),
  notes: Math.ceil(60_000 * scale),
});

/** @typedef {ReturnType<typeof countsAt>} Counts */

const KIND = { user: 1, account: 2, contact: 3, lead: 4, deal: 5 };

export function userAt(/** @type {number} */ index) {
  const first = firstNames[index % firstNames.length];
  const last = lastNames[(index * 7) % lastNames.length];
  return {
    id: idOf('005', index),
    first,
    last,
    email: `${first}.${last}.${index}@seller.example`.toLowerCase(),
    isManager: index < 8,
    isActive: index < 94,
  };
}

/** Regions of three states, each with three owners for large and three for small companies. */
const states =
  'NY NJ MA PA CT VA NC GA FL IL OH MI MN WI TX MO CA WA OR CO AZ UT IA KS NE NV NM ID MT TN KY AL SC'.split(' ');
export const regions = Array.from({ length: 11 }, (_, i) => ({
  states: states.slice(i * 3, i * 3 + 3),
  large: [0, 1, 2].map((n) => 10 + i * 6 + n),
  small: [0, 1, 2].map((n) => 13 + i * 6 + n),
}));

export function companyAt(/** @type {number} */ index) {
  const draw = drawing(KIND.account, index);
  const region = draw.below(regions.length);
  const name = `${draw.pick(lastNames)} ${draw.pick(['Hydraulics', 'Freight', 'Elevators', 'Sprinklers', 'Labs', 'Foods'])}`;
  return {
    id: idOf('001', index),
    name: `${name} ${index}`,
    domain: `${name.toLowerCase().replaceAll(' ', '')}${index}.example`,
    region,
    state: draw.pick(regions[region].states),
    employees: Math.floor(10 ** (1 + draw.next() * 3)),
  };
}

export function contactAt(/** @type {number} */ index, /** @type {Counts} */ { accounts }) {
  const draw = drawing(KIND.contact, index);
  const account = companyAt(index % accounts);
  const first = draw.pick(firstNames);
  const last = draw.pick(lastNames);
  return {
    id: idOf('003', index),
    account,
    first,
    last,
    email: `${first}.${last}.${index}@${account.domain}`.toLowerCase(),
    title: draw.pick(['CFO', 'VP Operations', 'Service Manager', 'IT Director', 'Dispatch Lead', 'Buyer']),
    createdAt: AS_OF - draw.below(700) * DAY - draw.below(DAY),
  };
}

const statuses = [
  ...Array(3).fill('Open - Not Contacted'),
  ...Array(6).fill('Working - Contacted'),
  ...Array(2).fill('Qualified'),
  ...Array(4).fill('Nurturing'),
  ...Array(3).fill('Closed - Not Converted'),
  ...Array(2).fill('Closed - Converted'),
];

/** Nine in ten are owned as routing.yaml says. */
function ownerOf(draw, region, employees) {
  if (draw.chance(0.1)) return draw.below(100);
  return draw.pick(employees >= 500 ? regions[region].large : regions[region].small);
}

export function leadAt(/** @type {number} */ index) {
  const draw = drawing(KIND.lead, index);
  const company = companyAt(1_000_000 + index);
  const createdAt = AS_OF - Math.floor(draw.next() ** 1.5 * 700 * DAY);
  const status = draw.pick(statuses);
  return {
    id: idOf('00Q', index),
    company,
    first: draw.pick(firstNames),
    last: draw.pick(lastNames),
    createdAt,
    status,
    changedAt: createdAt + Math.floor(draw.next() * (AS_OF - createdAt)),
    owner: ownerOf(draw, company.region, company.employees),
    draw,
  };
}

export const stages = [
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Proposal/Price Quote',
  'Negotiation/Review',
  'Closed Won',
  'Closed Lost',
];

export function dealAt(/** @type {number} */ index, /** @type {Counts} */ { accounts }) {
  const draw = drawing(KIND.deal, index);
  const account = companyAt(index % accounts);
  const createdAt = AS_OF - Math.floor(draw.next() ** 1.5 * 500 * DAY);
  const stage = draw.below(stages.length);
  return {
    id: idOf('006', index),
    account,
    accountIndex: index % accounts,
    createdAt,
    stage,
    changedAt: createdAt + Math.floor(draw.next() * (AS_OF - createdAt)),
    closesAt: AS_OF + (draw.below(120) - (stage >= 6 ? 120 : 20)) * DAY,
    amount: (draw.below(180) + 5) * 1000,
    owner: ownerOf(draw, account.region, account.employees),
    draw,
  };
}
