import type { Activity, Deal, HistoryEntry, Lead } from '../../src/model/records.ts';
import {
  at,
  call,
  change,
  cleanDeal,
  cleanLead,
  day,
  dealId,
  doug,
  goodNote,
  kim,
  leadId,
  note,
  ops,
  queue,
  robin,
  type Story,
  task,
} from './story.ts';

/** Something wrong on purpose: the stories that show it, each with the rules that must find it, and no others. */
export interface Plant {
  readonly name: string;
  readonly tell: (n: number) => readonly (readonly [Story, ...string[]])[];
}

interface Over {
  readonly record?: Partial<Lead>;
  readonly history?: readonly HistoryEntry[];
  readonly activities?: readonly Activity[];
}

const lead = (n: number, { record, ...rest }: Over): Story<Lead> => {
  const clean = cleanLead(n);
  return { ...clean, ...rest, record: { ...clean.record, ...record } };
};

const deal = (n: number, record: Partial<Deal>, rest: Omit<Over, 'record'> = {}): Story<Deal> => {
  const clean = cleanDeal(n);
  return { ...clean, ...rest, record: { ...clean.record, ...record } };
};

const one = (name: string, rules: string, tell: (n: number) => Story): Plant => ({
  name,
  tell: (n) => [[tell(n), ...rules.split(' ')]],
});

const toWorking = (when: string): HistoryEntry => change('status', 'Open - Not Contacted', 'Working - Contacted', when);
const firstCall = call('11-02 10:40');
const lastCall = (n: number): Activity => call('11-16 15:00', goodNote(n));
const recycled = change('status', 'Working - Contacted', 'Nurturing', '10-08 10:00');
const long = { createdAt: at('09-14 10:00') } as const;
const worked = [toWorking('09-14 10:45'), recycled];

const step = (name: string, rules: string, nextStep: string | null, date: string | null): Plant =>
  one(name, rules, (n) =>
    lead(n, {
      record: { nextStep, nextStepDate: date === null ? null : day(date) },
      history: [toWorking('11-02 10:45'), change('nextStep', null, nextStep, '11-16 15:20')],
    }),
  );

const status: readonly Plant[] = [
  one('nothing done for four weeks', 'status/stale-lead', (n) =>
    lead(n, {
      record: { createdAt: at('10-05 10:00') },
      history: [toWorking('10-05 10:45')],
      activities: [call('10-05 10:40'), call('10-21 15:00', goodNote(n))],
    }),
  ),
  one('called new', 'status/contradicts-activity', (n) =>
    lead(n, {
      record: { status: 'Open - Not Contacted' },
      history: [],
      activities: [firstCall, call('11-17 15:00', goodNote(n))],
    }),
  ),
  one('working a week after the first contact', 'status/lags-event', (n) =>
    lead(n, { history: [toWorking('11-10 10:00')] }),
  ),
  {
    name: 'nine statuses in one sitting',
    tell: (n) =>
      [0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => [
        lead(n + i, { history: [toWorking(`11-11 16:0${i}`)] }),
        'status/lags-event',
        'status/batch-cleanup',
      ]),
  },
  one('disqualified with an open task', 'status/open-work-on-closed-lead', (n) =>
    lead(n, {
      record: { status: 'Closed - Not Converted', nextStep: null, nextStepDate: null },
      history: [
        toWorking('11-02 10:45'),
        change('status', 'Working - Contacted', 'Closed - Not Converted', '11-16 15:10'),
      ],
      activities: [firstCall, lastCall(n), task('Send samples', '11-24')],
    }),
  ),
  one('a deal left alone', 'status/stale-deal', (n) =>
    deal(
      n,
      {},
      {
        history: [change('stage', 'Prospecting', 'Qualification', '10-06 10:00')],
        activities: [call('10-05 12:00'), call('10-16 15:00', goodNote(n))],
      },
    ),
  ),
  one('a close date of last week', 'status/past-close-date', (n) => deal(n, { closeDate: day('11-11') })),
  one('a close date moved three times', 'status/pushed-close-date', (n) =>
    deal(
      n,
      {},
      {
        history: [
          ...cleanDeal(n).history,
          change('closeDate', '2026-11-06', '2026-11-13', '11-05 10:00'),
          change('closeDate', '2026-11-13', '2026-11-20', '11-12 10:00'),
          change('closeDate', '2026-11-20', '2026-12-18', '11-16 10:00'),
        ],
      },
    ),
  ),
];

const ownership: readonly Plant[] = [
  one('worked by the wrong owner', 'ownership/misrouted exceptions/silent-workaround', (n) =>
    lead(n, { record: { country: 'France' } }),
  ),
  one('with the wrong owner, who asked', 'ownership/misrouted', (n) =>
    lead(n, {
      record: { country: 'France' },
      activities: [firstCall, lastCall(n), task('Please reassign to France', '11-20', ops)],
    }),
  ),
  one('a territory that moved', 'ownership/not-transferred', (n) => lead(n, { record: { country: 'Spain' } })),
  one('a company that grew', 'ownership/not-transferred', (n) =>
    lead(n, {
      record: { country: 'Italy', employees: 900 },
      history: [...cleanLead(n).history, change('employees', '100', '900', '11-04 10:00')],
    }),
  ),
  one('a lead of a named account', 'ownership/split-account', (n) =>
    lead(n, { record: { website: 'https://www.named.example' } }),
  ),
  one('waiting in the queue', 'ownership/unowned', (n) =>
    lead(n, {
      record: {
        ownerId: queue,
        country: 'Peru',
        status: 'Open - Not Contacted',
        createdAt: at('11-17 09:30'),
        source: 'Partner Referral',
      },
      history: [],
      activities: [],
    }),
  ),
  one('left by a leaver', 'ownership/inactive-owner', (n) => lead(n, { record: { ownerId: doug, country: 'Canada' } })),
];

const nextSteps: readonly Plant[] = [
  step('no next step', 'next-steps/missing', null, null),
  step('a vague next step', 'next-steps/vague', 'follow up soon', null),
  step(
    'a next step without a date',
    'next-steps/not-handover-ready next-steps/undated',
    'Send Dana Reyes the proposal for six crews',
    null,
  ),
  step('a next step of last week', 'next-steps/overdue', 'Call Dana Reyes 11/11 about the proposal', '11-11'),
  step('a next step in January', 'next-steps/too-far', 'Call Dana Reyes 1/19/2027 about the proposal', null),
  one('a date rolled along', 'gaming/rolled-date', (n) => {
    const clean = cleanLead(n);
    return {
      ...clean,
      history: [
        ...clean.history.slice(0, 1),
        change('nextStepDate', '2026-11-05', '2026-11-10', '11-04 10:00'),
        change('nextStepDate', '2026-11-10', '2026-11-17', '11-09 10:00'),
        change('nextStepDate', '2026-11-17', '2026-11-24', '11-16 10:00'),
      ],
    };
  }),
  {
    name: 'ten dates moved on the morning of the audit',
    tell: (n) =>
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => {
        const clean = cleanLead(n + i);
        const moved = change('nextStepDate', '2026-11-19', '2026-11-24', `11-18 14:0${i}`);
        return [{ ...clean, history: [...clean.history, moved] }, 'gaming/pre-audit-burst'];
      }),
  },
];

const pasted = 'Thanks for visiting us at the fair, I enjoyed our talk about planning. Let me know when you have time.';

const notes: readonly Plant[] = [
  one('calls without a word', 'notes/missing', (n) => lead(n, { activities: [firstCall, call('11-16 15:00')] })),
  one('a fragment', 'notes/thin', (n) => lead(n, { activities: [firstCall, call('11-16 15:00', 'LVM')] })),
  one('nothing on what matters', 'notes/incomplete', (n) =>
    lead(n, {
      activities: [
        firstCall,
        call('11-16 15:00', `Spoke to ${cleanLead(n).record.name}. Sending the proposal on Friday 11/20.`),
      ],
    }),
  ),
  {
    name: 'one text on three records',
    tell: (n) =>
      [0, 1, 2].map((i) => [
        lead(n + i, { activities: [firstCall, call('11-16 15:00', `${pasted} Regards`)] }),
        'notes/copied',
      ]),
  },
  one('recycled without a word', 'notes/no-decision', (n) =>
    lead(n, {
      record: { ...long, status: 'Nurturing', recheckDate: day('12-14'), recycleReason: 'Budget' },
      history: worked,
      activities: [call('09-14 10:40')],
    }),
  ),
];

const workflow: readonly Plant[] = [
  one('answered after three days', 'workflow/slow-first-response', (n) =>
    lead(n, { history: [toWorking('11-05 10:45')], activities: [call('11-05 10:40'), lastCall(n)] }),
  ),
  one('recycled without a date', 'workflow/recycled-without-date next-steps/missing', (n) =>
    lead(n, {
      record: { ...long, status: 'Nurturing', nextStep: null, nextStepDate: null },
      history: worked,
      activities: [call('09-14 10:40'), note('10-08 10:05', goodNote(n))],
    }),
  ),
  one(
    'open, silent for two months, and nothing planned',
    'workflow/lost-lead status/stale-lead next-steps/missing',
    (n) =>
      lead(n, {
        record: { ...long, nextStep: null, nextStepDate: null },
        history: [toWorking('09-14 10:45')],
        activities: [call('09-14 10:40'), call('09-18 10:00', goodNote(n))],
      }),
  ),
  one('a source that says nothing', 'workflow/missing-attribution', (n) => lead(n, { record: { source: 'Unknown' } })),
  one('no way to reach them', 'workflow/unworkable', (n) => lead(n, { record: { email: null } })),
  {
    name: 'handed over without a note, and left for a week',
    tell: (n) => [
      [
        lead(n, {
          record: {
            status: 'Closed - Converted',
            isConverted: true,
            convertedAt: at('11-03 10:00'),
            convertedDealId: dealId(n),
            nextStep: null,
            nextStepDate: null,
          },
          history: [
            toWorking('11-02 10:45'),
            change('status', 'Working - Contacted', 'Closed - Converted', '11-03 10:00'),
          ],
          activities: [firstCall],
        }),
        'workflow/incomplete-handoff',
        'notes/missing',
      ],
      [
        deal(
          n,
          { ownerId: kim, createdAt: at('11-03 10:00'), createdById: robin },
          {
            history: [],
            activities: [call('11-12 15:00', goodNote(n), kim)],
          },
        ),
        'workflow/incomplete-handoff',
      ],
    ],
  },
];

const exceptions: readonly Plant[] = [
  one('a malformed address', 'exceptions/broken', (n) =>
    lead(n, { record: { email: 'dana(at)acme', phone: '+1 555-0100' } }),
  ),
  {
    name: 'one person twice',
    tell: (n) => {
      const { name, firstName, lastName, email, companyName, website } = cleanLead(n).record;
      const twin = lead(n + 1, { record: { name, firstName, lastName, email, companyName, website } });
      return [
        [cleanLead(n), 'exceptions/duplicate'],
        [twin, 'exceptions/duplicate'],
      ];
    },
  },
];

const conflicting: Plant = {
  name: 'one person with two owners',
  tell: (n) => {
    const { name, firstName, lastName, email, companyName } = cleanLead(n).record;
    const twin = lead(n + 1, {
      record: { name, firstName, lastName, email, companyName, website: null, country: 'France', ownerId: kim },
      activities: [call('11-02 10:40', null, kim), call('11-16 15:00', goodNote(n + 1), kim)],
    });
    return [
      [cleanLead(n), 'exceptions/duplicate', 'exceptions/conflicting'],
      [twin, 'exceptions/duplicate', 'exceptions/conflicting'],
    ];
  },
};

/** A lead that its owner got two days ago, full of what the owner before left: nothing of it is theirs. */
const inherited: Plant = {
  name: 'inherited the day before yesterday',
  tell: (n) => [
    [
      lead(n, {
        record: { createdAt: at('09-14 10:00'), nextStep: null, nextStepDate: null, source: 'Partner Referral' },
        history: [toWorking('10-20 10:00'), change('owner', kim, robin, '11-16 10:00', ops)],
        activities: [call('09-14 10:40', 'LVM', kim)],
      }),
    ],
  ],
};

const clean: readonly Plant[] = [
  { name: 'a clean lead', tell: (n) => [[cleanLead(n)]] },
  { name: 'a clean deal', tell: (n) => [[cleanDeal(n)]] },
];

export const plants: readonly Plant[] = [
  ...status,
  ...ownership,
  ...nextSteps,
  ...notes,
  ...workflow,
  ...exceptions,
  conflicting,
  inherited,
  ...clean,
];

export const idOf = ({ record }: Story): string => record.id ?? leadId(0);
