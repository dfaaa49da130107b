import fc from 'fast-check';
import type { Edits } from '../../emulators/hubspot/hubspot.mjs';
import type { Mirrored } from './mirrored.ts';

/** A change of somebody, as numbers: what is done, and which of the records there are it is done to. */
export interface Edit {
  readonly what: number;
  readonly which: number;
  readonly other: number;
}

const kinds = ['calls', 'meetings', 'tasks', 'notes', 'emails'] as const;
const all = ['contacts', 'deals', 'companies', ...kinds] as const;
const stages = ['qualifiedtobuy', 'contractsent', 'closedwon', 'closedlost'];
const DAY = 86_400_000;

const at = <T>(list: readonly T[], place: number): T | undefined => list[place % Math.max(1, list.length)];

/** Something of a list, or nothing where the list is empty. */
function some<T>(list: readonly T[], place: number, act: (one: T) => void): void {
  const one = at(list, place);
  if (one !== undefined) act(one);
}

type Act = (edits: Edits, edit: Edit, account: Mirrored) => void;

const isoOf = (instant: number): string => new Date(instant).toISOString();

const write = (edits: Edits, { which, other }: Edit, { now }: Mirrored): void => {
  const kind = at(kinds, other) ?? 'notes';
  const moment = isoOf(now() + ((which % 9) - 5) * DAY);
  const owner = { hubspot_owner_id: '41000117' };
  const own = {
    calls: { hs_call_title: 'Call', hs_call_body: 'They want the pilot', hs_call_direction: 'OUTBOUND' },
    meetings: {
      hs_meeting_title: 'Demo',
      hs_meeting_start_time: moment,
      hs_meeting_end_time: moment,
      hs_meeting_outcome: 'SCHEDULED',
    },
    tasks: { hs_task_subject: 'Send the offer', hs_task_status: 'NOT_STARTED' },
    notes: { hs_note_body: `Written ${which}` },
    emails: {
      hs_email_subject: 'Offer',
      hs_email_text: 'See below',
      hs_email_direction: 'EMAIL',
      hs_email_status: 'SENT',
    },
  }[kind];
  const on = (type: string, place: number) => {
    const id = at(edits.ids(type), place);
    return id === undefined ? [] : [[type, id] as const];
  };
  edits.create(kind, { hs_timestamp: moment, ...owner, ...own }, [...on('contacts', which), ...on('deals', other)]);
};

const acts: readonly Act[] = [
  (edits, { which, other }) =>
    some(edits.ids('deals'), which, (id) => edits.update('deals', id, { dealstage: at(stages, other) ?? null })),
  (edits, { which, other }, { now }) =>
    some(edits.ids('deals'), which, (id) =>
      edits.update('deals', id, { hs_next_step: `Step ${other}`, closedate: isoOf(now() + other * DAY) }),
    ),
  (edits, { which, other }) =>
    some(edits.ids('contacts'), which, (id) =>
      edits.update('contacts', id, { hs_lead_status: at(['NEW', 'IN_PROGRESS', 'UNQUALIFIED', null], other) ?? null }),
    ),
  (edits, { which, other }, { hub }) =>
    some(edits.ids(at(all, other) ?? 'deals'), which, (id) =>
      edits.update(at(all, other) ?? 'deals', id, {
        hubspot_owner_id: String(at(hub.portal.owners, which + other)?.id ?? ''),
      }),
    ),
  (edits, { which, other }) =>
    void edits.create('contacts', {
      firstname: 'New',
      lastname: `L${which}`,
      lifecyclestage: 'lead',
      email: `n${which}@x${other}.example`,
    }),
  (edits, { which }) =>
    void edits.create(
      'deals',
      { dealname: `D${which}`, dealstage: 'qualifiedtobuy', pipeline: 'default', amount: '5000' },
      [
        ...edits
          .ids('contacts')
          .slice(which % 5, (which % 5) + 1)
          .map((id) => ['contacts', id] as const),
      ],
    ),
  write,
  write,
  (edits, { which, other }, { now }) => {
    const kind = at(kinds, other) ?? 'notes';
    some(edits.ids(kind), which, (id) =>
      edits.update(kind, id, { hs_timestamp: isoOf(now() + ((which % 5) - 2) * DAY) }),
    );
  },
  (edits, { which, other }) => {
    const type = at(all, other) ?? 'deals';
    some(edits.ids(type), which, (id) => edits.archive(type, id));
  },
  (edits, { which, other }) => {
    const type = at(all, other) ?? 'deals';
    some(edits.archivedIds(type), which, (id) => edits.restore(type, id, { isStamped: which % 2 === 0 }));
  },
  (edits, { which, other }) => {
    const type = at(['contacts', 'deals', 'companies'], other) ?? 'deals';
    const [left, right] = [at(edits.ids(type), which), at(edits.ids(type), other)];
    if (left !== undefined && right !== undefined && left !== right) edits.merge(type, left, right);
  },
  (edits, { which, other }) =>
    some(edits.ids('deals'), which, (deal) =>
      some(edits.ids('contacts'), other, (contact) =>
        edits.associate('deals', deal, 'contacts', contact, {
          labels: other % 2 === 0 ? [{ category: 'USER_DEFINED', typeId: 31, label: 'Champion' }] : [],
        }),
      ),
    ),
  (edits, { which, other }) =>
    some(edits.ids('deals'), which, (deal) =>
      some(edits.linked('deals', 'contacts', deal), other, (contact) =>
        edits.dissociate('deals', deal, 'contacts', contact),
      ),
    ),
  (edits, { which, other }) => {
    const kind = at(kinds, other) ?? 'notes';
    some(edits.ids(kind), which, (id) => {
      some(edits.linked(kind, 'contacts', id), 0, (contact) => edits.dissociate(kind, id, 'contacts', contact));
      some(edits.ids('contacts'), which + other, (contact) => edits.associate(kind, id, 'contacts', contact));
    });
  },
  (edits, { which, other }, { hub }) =>
    some(hub.portal.owners, which, ({ id }) =>
      edits.changeOwner(String(id), other % 4 === 0 ? { archived: true } : { lastName: `Name ${other}` }),
    ),
  (edits, { which, other }, { hub }) => {
    const isClosed = other % 3 === 0;
    const stage = at(stages, which) ?? '';
    edits.changeStage(stage, {
      label: `Stage ${other}`,
      metadata: { isClosed: String(isClosed), probability: isClosed ? '0.0' : '0.4' },
    });
    for (const id of edits.ids('deals'))
      if (hub.portal.tables.deals?.get(id)?.properties.dealstage === stage)
        edits.recalculate('deals', id, { hs_is_closed: String(isClosed), hs_is_closed_won: 'false' });
  },
  (edits, { which, other }, { hub, now }) => {
    const [type, name] = at(
      [
        ['contacts', 'jobtitle'],
        ['deals', 'amount'],
        ['companies', 'website'],
      ] as const,
      which,
    ) ?? ['deals', 'amount'];
    const isThere = hub.portal.properties[type]?.some((one) => one.name === name);
    if (isThere && other % 3 === 0) edits.undefine(type, name);
    else edits.define(type, { name, label: name, type: 'string', options: [], createdAt: isoOf(now()) });
  },
];

/** What people do between two readings. */
export const someEdits = fc.array(
  fc.record({ what: fc.nat(acts.length - 1), which: fc.nat(5000), other: fc.nat(50) }),
  { minLength: 1, maxLength: 12 },
);

export function apply(account: Mirrored, edits: readonly Edit[]): void {
  for (const edit of edits) {
    account.pass(60_000 * (1 + (edit.which % 20)));
    acts[edit.what]?.(account.edits, edit, account);
  }
}
