import { parseDay } from '../../src/lib/time.ts';
import type { Activity, Deal, HistoryEntry, Lead } from '../../src/model/records.ts';

export const robin = '005000000000001AAA';
export const kim = '005000000000002AAA';
export const doug = '005000000000003AAA';
export const ops = '005000000000004AAA';
export const web = '005000000000005AAA';
export const queue = '00G000000000001AAA';

/** A record and everything that happened to it. */
export interface Story<R extends Lead | Deal = Lead | Deal> {
  readonly record: R;
  readonly history: readonly HistoryEntry[];
  readonly activities: readonly Activity[];
}

/** `11-16 15:00` of 2026, UTC. */
export const at = (text: string): number => Date.parse(`2026-${text.replace(' ', 'T')}:00Z`);
export const day = (text: string): number => parseDay(`2026-${text}`) ?? 0;

const first = ['Dana', 'Lee', 'Maya', 'Omar', 'Ines', 'Kofi', 'Petra', 'Ravi', 'Sofia', 'Tariq', 'Ulla', 'Vera'];
const last = ['Reyes', 'Park', 'Okafor', 'Haddad', 'Lindqvist', 'Moreau', 'Novak', 'Iyer', 'Castro', 'Weber', 'Quist'];
const trades = ['Cranes', 'Pumps', 'Windows', 'Boilers', 'Scales', 'Fences', 'Awnings', 'Lifts', 'Signs', 'Coolers'];
const towns = [
  'Ashford',
  'Brindle',
  'Colby',
  'Dunmore',
  'Elkton',
  'Farley',
  'Garston',
  'Holt',
  'Ivel',
  'Jarrow',
  'Kelso',
];

const pick = (list: readonly string[], n: number): string => list[n % list.length] ?? '';

/** Somebody at some company, another one for each number. */
function somebody(n: number): { readonly name: string; readonly company: string; readonly domain: string } {
  const company = `${pick(towns, n)} ${pick(trades, Math.floor(n / towns.length))} ${n}`;
  const name = `${pick(first, n)} ${pick(last, Math.floor(n / first.length))}${'abcdefghij'[n % 10]}`;
  return { name, company, domain: `${company.toLowerCase().replaceAll(' ', '')}.example` };
}

const losses = ['crews idle', 'parts lost', 'visits missed', 'invoices late', 'forms on paper', 'vans half empty'];
const reasons = ['insurer', 'auditor', 'largest client', 'new owner', 'fire marshal', 'union'];

/** A note that says what happened, what matters and what is next, in words of its own. */
export function goodNote(n: number): string {
  const { name, company } = somebody(n);
  return (
    `Spoke to ${name} of ${company}: ${pick(losses, n)} on ${7 + n} of ${90 + 3 * n} jobs, which costs them $${4 + n}k a month. ` +
    `It has to stop before March because the ${pick(reasons, Math.floor(n / 6))} threatens to leave. ` +
    `Sending ${name} the plan for ${3 + n} crews on Friday 11/20.`
  );
}

export const leadId = (n: number): string => `00Q0000000${String(n).padStart(5, '0')}AAA`;
export const dealId = (n: number): string => `0060000000${String(n).padStart(5, '0')}AAA`;

export const change = (field: string, from: string | null, to: string | null, when: string, byId = robin) => ({
  field,
  from,
  to,
  at: at(when),
  byId,
});

export const call = (when: string, body: string | null = null, ownerId = robin): Activity => ({
  kind: 'call',
  at: at(when),
  direction: 'outbound',
  isCompleted: true,
  ownerId,
  createdById: ownerId,
  createdAt: at(when),
  body,
});

export const note = (when: string, body: string, ownerId = robin): Activity => ({
  kind: 'note',
  at: at(when),
  isCompleted: true,
  ownerId,
  createdById: ownerId,
  createdAt: at(when),
  body,
});

export const task = (subject: string, due: string, ownerId = robin, createdById = robin): Activity => ({
  kind: 'task',
  subject,
  dueDate: day(due),
  isCompleted: false,
  ownerId,
  createdById,
  createdAt: at('11-10 10:00'),
});

const toWorking = change('status', 'Open - Not Contacted', 'Working - Contacted', '11-02 10:45');

/** A web lead of November 2, answered within the hour, called on November 16, with a plan for the 24th. */
export function cleanLead(n: number): Story<Lead> {
  const { name, company, domain } = somebody(n);
  const nextStep = `Call ${name} Tue 11/24 10:00 to agree the plan for ${3 + n} crews`;
  return {
    record: {
      type: 'lead',
      id: leadId(n),
      name,
      firstName: name.split(' ')[0],
      lastName: name.split(' ')[1],
      email: `${name.toLowerCase().replace(' ', '.')}@${domain}`,
      phone: null,
      mobilePhone: null,
      companyName: company,
      website: `https://${domain}`,
      country: 'Germany',
      status: 'Working - Contacted',
      isConverted: false,
      isOptedOutOfEmail: false,
      isDoNotCall: false,
      ownerId: robin,
      createdById: web,
      createdAt: at('11-02 10:00'),
      source: 'Web',
      nextStep,
      nextStepDate: day('11-24'),
      nextStepUpdatedAt: at('11-16 15:20'),
      recheckDate: null,
      recycleReason: null,
      routingException: null,
      convertedAt: null,
      convertedDealId: null,
      convertedContactId: null,
    },
    history: [toWorking, change('nextStep', null, nextStep, '11-16 15:20')],
    activities: [call('11-02 10:40'), call('11-16 15:00', goodNote(n))],
  };
}

/** A deal of October in its second stage, met on November 12, with a plan for the 24th. */
export function cleanDeal(n: number): Story<Deal> {
  const { name, company } = somebody(n);
  const nextStep = `Call ${name} Tue 11/24 10:00 to agree the plan for ${3 + n} crews`;
  return {
    record: {
      type: 'deal',
      id: dealId(n),
      name: `${company} - Dispatch`,
      ownerId: robin,
      createdById: robin,
      createdAt: at('10-05 10:00'),
      stage: 'Qualification',
      isClosed: false,
      isWon: false,
      amount: 20_000,
      closeDate: day('12-18'),
      nextStep,
      nextStepDate: day('11-24'),
      nextStepUpdatedAt: at('11-12 15:20'),
      routingException: null,
    },
    history: [
      change('stage', 'Prospecting', 'Qualification', '11-03 10:00'),
      change('nextStep', null, nextStep, '11-12 15:20'),
    ],
    activities: [call('10-05 12:00'), call('11-12 15:00', goodNote(n))],
  };
}
