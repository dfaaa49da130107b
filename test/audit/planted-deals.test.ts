import { array, assert, asyncProperty, constantFrom, record, shuffledSubarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from '../../src/audit.ts';
import { type Dataset, empty, type Stream } from '../../src/model/dataset.ts';
import type { Activity, Contact, ContactRole, Deal, HistoryEntry } from '../../src/model/records.ts';
import { rulebookOf } from '../../src/rulebook/load.ts';
import { shippedRulebook } from '../support/rulebook.ts';
import { asOf, setting } from '../support/setting.ts';

const DAY = 86_400_000;
const OWNER = '005000000000001AAA';
const daysAgo = (days: number): number => asOf - days * DAY;

const areas = ['coverage', 'roles', 'engagement', 'stages'];
const { packs, rules } = shippedRulebook();
const rulebook = rulebookOf(
  packs,
  rules.filter(({ area }) => areas.includes(area)),
);

/** Everything that a CRM holds of one deal. */
interface Story {
  readonly deal: Deal;
  readonly contacts: readonly Contact[];
  readonly contactRoles: readonly ContactRole[];
  readonly history: readonly HistoryEntry[];
  readonly activities: readonly Activity[];
}

const team = [
  ['Champion', 'Operations Manager'],
  ['Economic Buyer', 'CFO'],
  ['Evaluator', 'IT Director'],
  ['Business User', 'Dispatcher'],
  ['Influencer', 'Purchasing Specialist'],
] as const;

const onward = [
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Id. Decision Makers',
  'Perception Analysis',
  'Proposal/Price Quote',
  'Negotiation/Review',
] as const;

const idOf = (deal: number, person: number): string => `003-${deal}-${person}`;

/** A deal with nothing wrong: five people of five functions met before it first moved and last week. */
function soundStory(n: number, index: number): Story {
  const id = `006-${n}`;
  const people = team.map(([role, title], i) => ({ id: idOf(n, i), role, title }));
  const everybody = people.map((person) => person.id);
  const met = (days: number): Activity => ({
    kind: 'meeting',
    dealId: id,
    isCompleted: true,
    at: daysAgo(days),
    createdAt: daysAgo(days),
    contactIds: everybody,
    emails: [],
  });
  const change = (field: string, from: string | undefined, to: string, days: number): HistoryEntry => {
    return { recordId: id, recordType: 'deal', field, from, to, at: daysAgo(days), byId: OWNER };
  };
  const stages = onward.slice(0, index + 1);
  return {
    deal: {
      type: 'deal',
      id,
      name: `Deal ${n}`,
      ownerId: OWNER,
      stage: onward[index],
      isClosed: false,
      isWon: false,
      amount: 60_000,
      currency: 'USD',
      createdAt: daysAgo(100),
      accountId: `001-${n}`,
    },
    contacts: people.map(({ id: contact, title }, i) => ({
      id: contact,
      name: `Person ${n} ${'ABCDEF'[i]}`,
      email: `p${i}@customer${n}.com`,
      title,
      accountId: `001-${n}`,
    })),
    contactRoles: people.map(({ id: contactId, role }) => ({ dealId: id, contactId, role, createdAt: daysAgo(90) })),
    history: [
      ...stages.slice(1).map((to, i) => change('stage', stages[i], to, 80 - 7 * i)),
      change('amount', '50000', '60000', 70),
    ],
    activities: [met(95), met(5)],
  };
}

type Plant = (story: Story, n: number) => Story;

/** What each person does, one by one. */
const without = (story: Story, gone: readonly string[], since = 0): Story => ({
  ...story,
  activities: story.activities.map((row) =>
    (row.at ?? 0) < since ? row : { ...row, contactIds: row.contactIds?.filter((id) => !gone.includes(id)) },
  ),
});

const delist = (story: Story, gone: readonly string[]): Story => ({
  ...story,
  contactRoles: story.contactRoles.filter(({ contactId }) => !gone.includes(contactId ?? '')),
});

const unknownTo = (n: number, ...people: readonly number[]): readonly string[] => people.map((i) => idOf(n, i));

const retitle = (story: Story, title: (i: number) => string): Story => ({
  ...story,
  contacts: story.contacts.map((contact, i) => ({ ...contact, title: title(i) })),
});

const recast = (story: Story, from: string, to: string | null): Story => ({
  ...story,
  contactRoles: story.contactRoles.map((row) => (row.role === from ? { ...row, role: to } : row)),
});

/** One defect each, made so that no other rule finds it: what it takes is in its name. */
const plants: Readonly<Record<string, { readonly stage: number; readonly plant: Plant }>> = {
  'coverage/single-threaded': {
    stage: 2,
    plant: (story, n) => {
      const gone = unknownTo(n, 1, 2, 3, 4);
      return delist(without(story, gone), gone);
    },
  },
  'coverage/too-few': {
    stage: 3,
    plant: (story, n) => {
      const gone = unknownTo(n, 3, 4);
      return delist(without(story, gone), gone);
    },
  },
  'coverage/bulk-added': {
    stage: 3,
    plant: (story, n) => ({
      ...story,
      contactRoles: [
        ...story.contactRoles,
        ...[7, 8, 9].map((i) => ({
          dealId: story.deal.id,
          contactId: idOf(n, i),
          role: 'Other',
          createdAt: daysAgo(1),
        })),
      ],
    }),
  },
  'roles/no-economic-buyer': {
    stage: 6,
    plant: (story) =>
      retitle(recast(story, 'Economic Buyer', 'Business User'), (i) => (i === 1 ? 'Clerk' : (team[i]?.[1] ?? ''))),
  },
  'roles/no-champion': { stage: 3, plant: (story) => recast(story, 'Champion', 'Evaluator') },
  'roles/one-function': {
    stage: 3,
    plant: (story) => ({
      ...retitle(story, (i) => ['IT Manager', 'CIO', 'IT Architect', 'Systems Administrator', 'IT Director'][i] ?? ''),
      deal: { ...story.deal, amount: 200_000 },
    }),
  },
  'roles/untyped': { stage: 3, plant: (story) => recast(story, 'Influencer', null) },
  'engagement/paper-thread': {
    stage: 3,
    plant: (story, n) => ({
      ...story,
      contactRoles: [
        ...story.contactRoles,
        ...[7, 8, 9, 10, 11, 12].map((i) => ({
          dealId: story.deal.id,
          contactId: idOf(n, i),
          role: 'Other',
          createdAt: daysAgo(60),
        })),
      ],
    }),
  },
  'engagement/unlisted': { stage: 3, plant: (story, n) => delist(story, unknownTo(n, 3)) },
  // Later on, a deal whose champion is silent lacks an engaged one as well.
  'engagement/champion-silent': {
    stage: 1,
    plant: (story, n) => without(story, unknownTo(n, 0), daysAgo(90)),
  },
  'stages/criteria-unmet': {
    stage: 4,
    plant: (story, n) => ({
      ...story,
      activities: story.activities.map((row) =>
        row.at === daysAgo(95) ? { ...row, contactIds: unknownTo(n, 0) } : row,
      ),
    }),
  },
  'stages/skipped': {
    stage: 5,
    plant: (story) => ({
      ...story,
      history: story.history
        .filter(({ field, to }) => field === 'amount' || to === 'Qualification')
        .concat({
          ...story.history[0],
          from: 'Qualification',
          to: 'Perception Analysis',
          at: daysAgo(20),
        }),
    }),
  },
};

/** What changes nothing: a second record of somebody, one of ours in the meeting, a shared inbox, a note. */
const noises: Readonly<Record<string, Plant>> = {
  twin: (story, n) => ({
    ...story,
    contacts: [...story.contacts, { ...story.contacts[0], id: idOf(n, 20) }],
    activities: story.activities.map((row) => {
      const isThere = row.contactIds?.includes(idOf(n, 0)) === true;
      return isThere ? { ...row, contactIds: [...(row.contactIds ?? []), idOf(n, 20)] } : row;
    }),
  }),
  ours: (story) => ({
    ...story,
    activities: story.activities.map((row) => ({ ...row, emails: ['robin@seller.com', 'info@customer.com'] })),
  }),
  note: (story) => ({
    ...story,
    activities: [...story.activities, { kind: 'note', dealId: story.deal.id, isCompleted: true, at: daysAgo(2) }],
  }),
};

async function* streamOf<T>(rows: readonly T[]): Stream<T> {
  yield rows;
}

function datasetOf(stories: readonly Story[], inOrder: <T>(rows: readonly T[]) => readonly T[]): Dataset {
  const all = <T>(rows: (story: Story) => readonly T[]): Stream<T> => streamOf(inOrder(stories.flatMap(rows)));
  return {
    kind: 'files',
    label: 'planted',
    streams: {
      person: streamOf([{ id: OWNER, name: 'Robin', email: 'robin@seller.com', kind: 'user', isActive: true }]),
      account: empty(),
      contact: all(({ contacts }) => contacts),
      contactRole: all(({ contactRoles }) => contactRoles),
      history: all(({ history }) => history),
      activity: all(({ activities }) => activities),
      lead: empty(),
      deal: all(({ deal }) => [deal]),
    },
    has: () => true,
    gaps: () => [],
    columnOf: (_, field) => field,
    urlOf: () => undefined,
    hash: () => '',
    close: async () => {},
  };
}

async function findingsOf(dataset: Dataset): Promise<readonly string[]> {
  const { reps } = await audit({
    read: async () => dataset,
    rulebook,
    rubrics: [],
    setting: setting(),
    scope: { reps: [], teams: [], closedWithin: { amount: 90, unit: 'd' } },
    only: [],
    gaps: [],
    configHash: '',
    version: '0',
  });
  const open = reps.flatMap(({ notEvaluable }) => notEvaluable.map(({ rule, reason }) => `${rule} unknown: ${reason}`));
  return [
    ...open,
    ...reps.flatMap(({ findings }) => findings.map(({ rule, record: { id } }) => `${rule} ${id}`)),
  ].sort();
}

const NONE = 'none';

const told = array(
  record({
    defect: constantFrom(NONE, ...Object.keys(plants)),
    stage: constantFrom(1, 2, 3, 6, 7),
    noise: shuffledSubarray(Object.keys(noises)),
  }),
  { maxLength: 12 },
);

describe('in an org of deals with planted defects', () => {
  it('knows a plant for every rule on deals', () => {
    expect(Object.keys(plants).sort()).toEqual(rulebook.rules.map(({ id }) => id).sort());
  });

  it('exactly the planted defects are found, and nothing is left open, in any order of rows', async () => {
    await assert(
      asyncProperty(told, async (deals) => {
        const stories = deals.map(({ defect, stage, noise }, n) => {
          const plant = plants[defect];
          const planted = plant === undefined ? soundStory(n, stage) : plant.plant(soundStory(n, plant.stage), n);
          return noise.reduce((story, name) => noises[name]?.(story, n) ?? story, planted);
        });
        const expected = deals.flatMap(({ defect }, n) => (defect === NONE ? [] : [`${defect} 006-${n}`])).sort();
        expect(await findingsOf(datasetOf(stories, (rows) => rows))).toEqual(expected);
        expect(await findingsOf(datasetOf(stories, (rows) => [...rows].reverse()))).toEqual(expected);
      }),
    );
  });

  it.each(Object.keys(plants))('%s is found where it was planted', async (defect) => {
    const { stage = 1, plant } = plants[defect] ?? {};
    const story = soundStory(1, stage);
    expect(await findingsOf(datasetOf([plant?.(story, 1) ?? story], (rows) => rows))).toEqual([`${defect} 006-1`]);
  });
});
