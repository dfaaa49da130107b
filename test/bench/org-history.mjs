import { writeCsv } from './csv-file.mjs';
import { DAY, dayOf, dealAt, idOf, iso, leadAt, stages, userAt } from './org-shape.mjs';
import { nextStep } from './texts.mjs';

/* The changes of leads and deals, as `[field, before, after, when]` first. */

const HOUR = 3_600_000;

/** A change of owner stands twice in the history of Salesforce: by name and by id. */
function handOver(draw, owner, at) {
  const before = userAt(draw.below(94));
  const after = userAt(owner);
  return [
    ['Owner', `${before.first} ${before.last}`, `${after.first} ${after.last}`, at],
    ['Owner', before.id, after.id, at],
  ];
}

function leadChanges({ status, createdAt, changedAt, owner, draw }) {
  const changes = [['created', '', '', createdAt]];
  if (!status.startsWith('Open')) changes.push(['Status', 'Open - Not Contacted', status, changedAt]);
  if (draw.chance(0.2)) changes.push(...handOver(draw, owner, createdAt + HOUR));
  if (status === 'Closed - Converted') changes.push(['leadConverted', '', '', changedAt]);
  return changes;
}

function dealChanges({ stage, createdAt, changedAt, closesAt, amount, draw }) {
  const span = changedAt - createdAt;
  const sometime = () => createdAt + draw.below(span + 1);
  const times = (count, make) => Array.from({ length: count }, (_, n) => make(n));
  return [
    ['created', '', '', createdAt],
    ...times(stage, (n) => ['StageName', stages[n], stages[n + 1], createdAt + Math.floor((span * (n + 1)) / stage)]),
    ...times(3, () => ['NextStep', nextStep(draw, createdAt), nextStep(draw, changedAt), sometime()]),
    ...times(2, () => ['CloseDate', dayOf(closesAt - 30 * DAY), dayOf(closesAt), sometime()]),
    ...times(2, (n) => ['Amount', amount - 1000 * (n + 1), amount, sometime()]),
  ];
}

/** The file of the changes of some records. */
function writeChanges(folder, object, parent, prefix, count, changesAt) {
  let made = 0;
  writeCsv(folder, object, `Id IsDeleted ${parent} Field OldValue NewValue CreatedById CreatedDate`, count, (i) => {
    const { record, changes } = changesAt(i);
    const by = userAt(record.owner).id;
    return changes.map(([field, from, to, at]) => [
      idOf(prefix, made++),
      false,
      record.id,
      field,
      from,
      to,
      by,
      iso(at),
    ]);
  });
}

export function writeLeadHistory(folder, { leads }) {
  writeChanges(folder, 'LeadHistory', 'LeadId', '017', leads, (i) => {
    const record = leadAt(i);
    return { record, changes: leadChanges(record) };
  });
}

export function writeDealHistory(folder, counts) {
  writeChanges(folder, 'OpportunityFieldHistory', 'OpportunityId', '018', counts.deals, (i) => {
    const record = dealAt(i, counts);
    return { record, changes: dealChanges(record) };
  });
}
