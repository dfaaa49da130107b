import * as z from 'zod';
import { canon, type RowType } from '../model/fields.ts';
import { filePath, text, textLike } from './terms.ts';

/** Canonical field names of a row type, other spellings included. */
function fieldName(type: RowType) {
  return z.enum(Object.entries(canon[type]).flatMap(([name, { aliases }]) => [name, ...aliases]));
}

/** `fields:` of one row type: canonical field → field of the CRM. */
const fieldMapping = (type: RowType) => z.partialRecord(fieldName(type), text);

const value = z.union([z.string(), z.number(), z.boolean()]);

/** `files:` of one row type: a file, its columns, its spelling of dates, and what its values stand for. */
function fileMapping(type: RowType) {
  const mapping = z.strictObject({
    file: filePath,
    id: text.optional(),
    columns: z.partialRecord(fieldName(type), text).optional(),
    values: z.partialRecord(fieldName(type), z.record(z.string(), value)).optional(),
    dates: textLike(/^[dMyHhmsSaXx' T.,:/_-]+$/, 'a date pattern such as dd-MM-yy').optional(),
  });
  return z.union([mapping, z.array(mapping).min(1)]);
}

export const fieldsSchema = z.strictObject({
  lead: fieldMapping('lead').optional(),
  deal: fieldMapping('deal').optional(),
  account: fieldMapping('account').optional(),
  contact: fieldMapping('contact').optional(),
  contactRole: fieldMapping('contactRole').optional(),
  activity: fieldMapping('activity').optional(),
  history: fieldMapping('history').optional(),
  person: fieldMapping('person').optional(),
});

export const filesSchema = z.strictObject({
  lead: fileMapping('lead').optional(),
  deal: fileMapping('deal').optional(),
  account: fileMapping('account').optional(),
  contact: fileMapping('contact').optional(),
  contactRole: fileMapping('contactRole').optional(),
  activity: fileMapping('activity').optional(),
  history: fileMapping('history').optional(),
  person: fileMapping('person').optional(),
});
