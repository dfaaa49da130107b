import { SourceError } from '../../lib/errors.ts';
import { canon, type Field, type RowType } from '../../model/fields.ts';
import type { LiveSample, SurveyLive } from '../live/survey.ts';
import { fieldsOf, firstPages } from './first-pages.ts';
import { openOrg } from './open-org.ts';
import { labelQueries, labelsIn } from './org-labels.ts';
import type { Query } from './soql.ts';

/** Enough to see what a field holds, and as many as come in one page however long their texts are. */
const ROWS = 200;

const objects = [
  ['lead', 'Lead'],
  ['deal', 'Opportunity'],
] as const;

/** The object whose fields hold those of a row type. */
const objectOf: { readonly [T in RowType]?: string } = {
  lead: 'Lead',
  deal: 'Opportunity',
  account: 'Account',
  contact: 'Contact',
  contactRole: 'OpportunityContactRole',
  person: 'User',
  activity: 'Task',
};

/** What an org says of the fields of leads and deals, and what stands in a page of each: two calls. */
export const surveySalesforce: SurveyLive = async (options) => {
  const { client, schema } = await openOrg(options);
  try {
    const seen = objects.filter(([, object]) => schema.of(object) !== undefined);
    const queries = seen.map(
      ([, object]): Query => ({ object, fields: schema.of(object)?.fields ?? [], where: [], limit: ROWS }),
    );
    const pages = await firstPages(client, [...queries, ...labelQueries]);
    const samples = seen.map(([type, name], i): LiveSample => {
      const [page, query] = [pages[i], queries[i]];
      if (page === undefined || query === undefined) throw new SourceError({ message: `${name} cannot be looked at` });
      if ('error' in page) throw page.error;
      const columns = fieldsOf(query).map((column, at) => ({
        name: column,
        values: page.rows.map((row) => (row[at] ?? '').trim()).filter((value) => value !== ''),
      }));
      return { type, name, rows: page.rows.length, columns };
    });
    return {
      objects: samples,
      labels: labelsIn(pages.slice(queries.length)),
      columnOf: (type, field) => {
        const fields: Readonly<Record<string, Field>> = canon[type];
        const there = new Set(schema.of(objectOf[type] ?? '')?.fields);
        return fields[field]?.salesforce.find((name) => there.has(name));
      },
    };
  } finally {
    client.close();
  }
};
