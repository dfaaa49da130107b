import { canon, type Fields } from '../../model/fields.ts';
import type { LiveSample, LiveSurvey, SurveyLive } from '../live/survey.ts';
import type { Schema } from './describe.ts';
import { type First, fieldsOf, firstPages } from './first-pages.ts';
import { openOrg } from './read-salesforce.ts';
import type { Query } from './soql.ts';

const types = [
  ['lead', 'Lead'],
  ['deal', 'Opportunity'],
] as const;

/** Records that are looked at of each object: enough to tell dates, numbers and ids apart. */
const LOOKED_AT = 200;

/** Longer values would only be texts. */
const LONGEST = 200;

function sampleOf(type: 'lead' | 'deal', query: Query, first: First | undefined): LiveSample {
  // What cannot be queried, such as more fields than a query holds, is known by its names alone.
  const rows = first === undefined || 'error' in first ? [] : first.rows;
  const columns = fieldsOf(query).map((name, place) => ({
    name,
    values: rows.map((row) => (row[place] ?? '').slice(0, LONGEST).trim()).filter((value) => value !== ''),
  }));
  return { type, name: query.object, rows: rows.length, columns };
}

/** Of the standard fields, those that this user sees. */
const columnIn =
  (schema: Schema): LiveSurvey['columnOf'] =>
  (type, field) => {
    const object = types.find(([one]) => one === type)?.[1];
    const fields: Fields = canon[type];
    const seen = object === undefined ? undefined : schema.of(object)?.fields;
    return fields[field]?.salesforce.find((name) => seen?.includes(name));
  };

/** The fields of leads and opportunities, own ones included, with a page of values: one call more than the description. */
export const surveySalesforce: SurveyLive = async (options) => {
  const { client, schema } = await openOrg(options);
  try {
    const queries = types.flatMap(([type, object]) => {
      const fields = schema.of(object)?.fields;
      return fields === undefined ? [] : [{ type, query: { object, fields, where: [], limit: LOOKED_AT } }];
    });
    const firsts = await firstPages(
      client,
      queries.map(({ query }) => query),
    );
    return {
      objects: queries.map(({ type, query }, i) => sampleOf(type, query, firsts[i])),
      columnOf: columnIn(schema),
    };
  } finally {
    client.close();
  }
};
