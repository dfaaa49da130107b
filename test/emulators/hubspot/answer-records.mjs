// Records as answers hold them: every value a text or null, ids as texts, instants in ISO 8601 with milliseconds.

const iso = (instant) => new Date(instant).toISOString();

/** What a record holds now, with what is counted from others as of a while ago. */
export const valuesOf = (record, { now, rollUpDelay }) =>
  record.rollUps === undefined ? record.properties : { ...record.properties, ...record.rollUps(now - rollUpDelay) };

/**
 * Properties that were asked for: what is defined and blank is null, what the account has no definition of is silently
 * missing, and some are always there.
 */
function propertiesOf(record, type, names, context) {
  const values = valuesOf(record, context);
  const defined = context.definitionsOf(type.name);
  const wanted = [...type.always, ...names].filter((name) => defined.has(name));
  const shown = (name) => context.shownOf(values[name], defined.get(name));
  return Object.fromEntries([...new Set(wanted)].sort().map((name) => [name, shown(name) ?? null]));
}

const pastOf = ({ value, at, source, userId }) => ({
  value,
  timestamp: iso(at),
  sourceType: source,
  ...(userId === null ? {} : { sourceId: `userId:${userId}`, updatedByUserId: userId }),
});

/** Without changes, the present value stands since creation. */
function historyOf(record, type, names, context) {
  const defined = context.definitionsOf(type.name);
  const limit = context.historyLimit;
  return Object.fromEntries(
    names
      .filter((name) => defined.has(name))
      .map((name) => {
        const value = record.properties[name];
        const since =
          value === null || value === undefined
            ? []
            : [{ value, at: record.createdAt, source: 'CRM_UI', userId: null }];
        return [name, (record.history?.[name] ?? since).slice(0, limit).map(pastOf)];
      }),
  );
}

/** One record, with what was asked for. */
export function recordAnswer(record, type, { properties = [], propertiesWithHistory = [] }, context) {
  return {
    id: record.id,
    properties: propertiesOf(record, type, [...properties, ...propertiesWithHistory], context),
    ...(propertiesWithHistory.length > 0
      ? { propertiesWithHistory: historyOf(record, type, propertiesWithHistory, context) }
      : {}),
    createdAt: iso(record.createdAt),
    updatedAt: iso(record.updatedAt),
    archived: record.archived === true,
    ...(record.archived ? { archivedAt: iso(record.archivedAt) } : {}),
    url: `https://${context.portal.account.uiDomain}/contacts/${context.portal.account.portalId}/record/${type.id}/${record.id}`,
  };
}
