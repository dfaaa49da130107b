const ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;
const NAME = /^[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*){0,5}$/;

/** A text between quotes. Both the quote and the backslash are escaped: with one alone, the other breaks out. */
export const literal = (text: string): string =>
  `'${text
    .replace(/[\\']/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g,
      (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )}'`;

/** An id between quotes; throws for what is none. */
export function idLiteral(id: string): string {
  if (!ID.test(id)) throw new Error('not an id of Salesforce');
  return `'${id}'`;
}

export const isId = (text: string | null | undefined): text is string => typeof text === 'string' && ID.test(text);

/** The name of a field or an object; throws for what is none. */
export function nameOf(field: string): string {
  if (!NAME.test(field)) throw new Error(`not a name of Salesforce: ${JSON.stringify(field)}`);
  return field;
}

/** `Email IN ('a', 'b')` */
export const oneOf = (field: string, texts: readonly string[]): string =>
  `${nameOf(field)} IN (${texts.map(literal).join(',')})`;

/** `OwnerId IN ('005…', '005…')` */
export const oneOfIds = (field: string, ids: readonly string[]): string =>
  `${nameOf(field)} IN (${ids.map(idLiteral).join(',')})`;

/** `2026-01-05T00:00:00.000Z`, which stands in SOQL without quotes. */
export const moment = (instant: number): string => new Date(instant).toISOString();

/** Part of what an object holds, asked for in one query. */
export interface Query {
  readonly object: string;
  /** `Id` is asked for whether it is named or not. */
  readonly fields: readonly string[];
  /** All of them hold. */
  readonly where: readonly string[];
  /** Only rows whose field is one of the ids. */
  readonly among?: { readonly field: string; readonly ids: readonly string[] };
  /** Only rows created from the first instant on, and before the second. */
  readonly between?: readonly [number, number];
  /** Archived rows, too, and not those in the recycle bin. */
  readonly isArchiveWanted?: boolean;
  /** Archived rows and those in the recycle bin, too. */
  readonly isDeletedWanted?: boolean;
  /** Only rows behind this id, in the order of ids. */
  readonly after?: string;
  /** No more rows than this. */
  readonly limit?: number;
  /** How many there are, and not one of them. */
  readonly isCount?: boolean;
}

function conditionsOf(query: Query): readonly string[] {
  const { between, after } = query;
  return [
    ...query.where,
    ...(query.among === undefined ? [] : [oneOfIds(query.among.field, query.among.ids)]),
    ...(between === undefined ? [] : [`CreatedDate >= ${moment(between[0])}`, `CreatedDate < ${moment(between[1])}`]),
    ...(query.isArchiveWanted === true && query.isDeletedWanted !== true ? ['IsDeleted = false'] : []),
    ...(after === undefined ? [] : [`Id > ${idLiteral(after)}`]),
  ];
}

/** Whether archived rows are wanted, or those in the recycle bin: the endpoint for queries hides both. */
export const isOfAll = ({ isArchiveWanted, isDeletedWanted }: Query): boolean =>
  isArchiveWanted === true || isDeletedWanted === true;

function whereOf(query: Query): string {
  const conditions = conditionsOf(query);
  if (conditions.length === 0) return '';
  return ` WHERE ${conditions.map((one) => (/ OR /.test(one) ? `(${one})` : one)).join(' AND ')}`;
}

/** The text of a query; `isOrdered` by id, which bulk jobs must not be. */
export function soqlOf(query: Query, isOrdered = true): string {
  const where = whereOf(query);
  if (query.isCount === true) return `SELECT COUNT() FROM ${nameOf(query.object)}${where}`;
  const fields = [...new Set(['Id', ...query.fields.map(nameOf)])].join(',');
  const limit = query.limit === undefined ? '' : ` LIMIT ${query.limit}`;
  return `SELECT ${fields} FROM ${nameOf(query.object)}${where}${isOrdered ? ' ORDER BY Id' : ''}${limit}`;
}
