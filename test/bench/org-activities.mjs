import { writeCsv } from './csv-file.mjs';
import { AS_OF, DAY, dayOf, dealAt, idOf, iso, leadAt, userAt } from './org-shape.mjs';
import { drawing } from './random.mjs';
import { email, note } from './texts.mjs';

/* Tasks, events and notes, about leads and deals in no order. */

const [TASK, EVENT, NOTE] = [11, 12, 13];

const user = (/** @type {number} */ index) => userAt(index).id;
const only = (/** @type {boolean} */ isSo, /** @type {unknown} */ value) => (isSo ? value : '');

/** Whom an activity is about, who does it, and since when there has been something to do. */
function aboutWhom(draw, counts) {
  if (draw.chance(0.55)) {
    const { id, createdAt, owner } = leadAt(draw.below(counts.leads));
    return { who: id, what: '', owner: user(owner), since: createdAt };
  }
  const { id, accountIndex, createdAt, owner } = dealAt(draw.below(counts.deals), counts);
  const contact = idOf('003', accountIndex + draw.below(5) * counts.accounts);
  return { who: contact, what: only(draw.chance(0.85), id), owner: user(owner), since: createdAt };
}

/** Each kind of task: how it is called, how often it says something, and what. */
const kinds = {
  Email: { subjectOf: (draw) => `Email: ${draw.pick(['offer', 'pilot', 'question'])}`, share: 0.6, textOf: email },
  Call: { subjectOf: () => 'Call', share: 0.6, textOf: note },
  Task: { subjectOf: () => 'Prepare', share: 0.2, textOf: note },
};
const subtypes = ['Email', 'Email', 'Email', 'Call', 'Call', 'Task'];

export function writeTasks(folder, counts) {
  const columns =
    'Id IsDeleted WhoId WhatId WhoCount Subject ActivityDate Status Priority IsClosed TaskSubtype CallType CallDurationInSeconds ' +
    'CallDisposition Description OwnerId CreatedDate CreatedById LastModifiedDate CompletedDateTime IsArchived';
  writeCsv(folder, 'Task', columns, counts.tasks, (i) => {
    const draw = drawing(TASK, i);
    const { who, what, owner, since } = aboutWhom(draw, counts);
    const subtype = draw.pick(subtypes);
    const { subjectOf, share, textOf } = kinds[subtype];
    const isCall = subtype === 'Call';
    const isOpen = subtype === 'Task' && draw.chance(0.3);
    const at = since + draw.below(AS_OF - since + 1);
    const due = isOpen ? at + draw.below(40) * DAY : at;
    const text = draw.chance(share) ? textOf(draw, at) : '';
    return [
      [
        ...[idOf('00T', i), false, who, what, 1, subjectOf(draw), dayOf(due), isOpen ? 'Not Started' : 'Completed'],
        ...['Normal', !isOpen, subtype, only(isCall, 'Outbound'), only(isCall, draw.below(1800)), '', text],
        ...[owner, iso(at), owner, iso(at), only(!isOpen, iso(at)), false],
      ],
    ];
  });
}

/** One meeting, from a year and a half ago to three weeks ahead. */
function eventAt(index, counts) {
  const draw = drawing(EVENT, index);
  const about = aboutWhom(draw, counts);
  const at = about.since + draw.below(AS_OF - about.since + 20 * DAY);
  return { id: idOf('00U', index), ...about, at, guests: 1 + draw.below(3), draw };
}

export function writeEvents(folder, counts) {
  const columns =
    'Id IsDeleted WhoId WhatId WhoCount Subject ActivityDate ActivityDateTime StartDateTime EndDateTime DurationInMinutes ' +
    'IsAllDayEvent IsChild IsGroupEvent IsPrivate ShowAs EventSubtype Description OwnerId CreatedDate CreatedById LastModifiedDate IsArchived';
  writeCsv(folder, 'Event', columns, counts.events, (i) => {
    const { id, who, what, owner, at, guests, draw } = eventAt(i, counts);
    const made = iso(Math.min(at, AS_OF) - DAY);
    const times = [dayOf(at), iso(at), iso(at), iso(at + 1_800_000), 30];
    return [
      [
        ...[id, false, who, what, guests, draw.pick(['Demo', 'Qualification call', 'Review', 'Kick-off']), ...times],
        ...[false, false, guests > 1, false, 'Busy', 'Event', only(draw.chance(0.5), note(draw, at))],
        ...[owner, made, owner, made, false],
      ],
    ];
  });
}

export function writeGuests(folder, counts) {
  let made = 0;
  const columns = 'Id EventId RelationId Status IsWhat IsParent IsInvitee IsDeleted';
  writeCsv(folder, 'EventRelation', columns, counts.events, (i) => {
    const { id, who, guests, draw } = eventAt(i, counts);
    const others = Array.from({ length: guests - 1 }, () => idOf('003', draw.below(counts.contacts)));
    return [who, ...others].map((guest) => {
      const status = draw.pick(['Accepted', 'New', 'Declined']);
      return [idOf('0RE', made++), id, guest, status, false, true, true, false];
    });
  });
}

export function writeNotes(folder, counts) {
  const columns = 'Id IsDeleted ParentId Title Body IsPrivate OwnerId CreatedDate CreatedById LastModifiedDate';
  writeCsv(folder, 'Note', columns, counts.notes, (i) => {
    const draw = drawing(NOTE, i);
    const isOfLead = draw.chance(0.6);
    const { id, createdAt, owner } = isOfLead
      ? leadAt(draw.below(counts.leads))
      : dealAt(draw.below(counts.deals), counts);
    const at = createdAt + draw.below(AS_OF - createdAt + 1);
    const [by, written] = [user(owner), iso(at)];
    return [[idOf('002', i), false, id, 'Where we stand', note(draw, at), false, by, written, by, written]];
  });
}
