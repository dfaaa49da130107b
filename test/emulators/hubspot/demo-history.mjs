// What HubSpot remembers of the values of a property: each with its moment and who or what set it, the newest first.

import { closeInstant, sourceId, stageId, statusValue, text } from './demo-values.mjs';

/** Words of the stories as values of properties. */
const VALUE = {
  status: statusValue,
  stage: stageId,
  closeDate: closeInstant,
  source: sourceId,
  nextStep: text,
  nextStepDate: text,
  employees: text,
  amount: text,
};

/** Who set a value: a user, or an integration, which is nobody. */
function author(hub, key) {
  const person = hub.org.people.find((one) => one.key === key);
  if (person === undefined || person.isAutomated || person.kind === 'queue')
    return { source: 'INTEGRATION', userId: null };
  return { source: 'CRM_UI', userId: Number(hub.ids.of('user', key)) };
}

/**
 * The past of each property that the stories tell of. What stood at creation was set by whoever created the record.
 * A next step that is gone when a deal is closed was taken away with the closing.
 */
export function historyOf(hub, record, properties, own = {}) {
  const past = {};
  for (const [field, name] of Object.entries(properties)) {
    const give = own[field] ?? VALUE[field];
    const changes = hub.changesOf(record.key).filter((change) => change.field === field);
    const first = changes.length > 0 ? changes[0].from : record[field];
    const entries = [
      { value: give(first), at: record.createdAt, ...author(hub, record.createdBy ?? record.owner) },
      ...changes.map(({ to, at, by }) => ({ value: give(to), at, ...author(hub, by) })),
    ];
    const last = entries[entries.length - 1];
    if (last.value !== give(record[field]))
      entries.push({ ...last, value: give(record[field]), at: hub.closedAt(record) });
    past[name] = entries
      .filter(({ value }, place) => value !== null || place > 0)
      .map((entry) => ({ ...entry, value: entry.value ?? '', at: Math.floor(entry.at / 1000) * 1000 }))
      .reverse();
  }
  return past;
}
