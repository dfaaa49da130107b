import { join } from 'node:path';
import type * as z from 'zod';
import { readShipped } from '../config/rule-files.ts';
import { SourceError, UserError } from '../lib/errors.ts';
import { validate } from '../lib/validate.ts';
import { parseYaml } from '../lib/yaml.ts';
import type { RowType } from '../model/fields.ts';
import { mailboxesSchema } from '../rulebook/lexicons.ts';
import { openFolder } from '../sources/files/folder.ts';
import { salesforceObjects } from '../sources/files/shapes/salesforce.ts';
import { columnLexiconOf, columnLexiconSchema, labelLexiconSchema, labelLexiconsOf } from '../survey/lexicon.ts';
import { type Sample, sampleCsv } from '../survey/sample.ts';

/** The heads of the CSVs of a source, and where each lies. */
export interface Survey {
  readonly samples: readonly Sample[];
  readonly names: readonly string[];
  readonly pathOf: (file: string) => string;
}

const CSV = /\.(?:csv|tsv|txt)$/i;

/** Files that are looked at: more of them would not be an export. */
const MOST_FILES = 200;

/** Looks at the heads of the files that a path holds; those that cannot be read are left to whoever reads them whole. */
export async function surveySource(path: string, label: string): Promise<Survey> {
  const folder = await openFolder(path, label);
  try {
    const samples: Sample[] = [];
    for (const { name, shown, bytes } of folder.files.filter((file) => CSV.test(file.name)).slice(0, MOST_FILES)) {
      try {
        samples.push({ ...(await sampleCsv(bytes(), shown)), name });
      } catch (error) {
        if (!(error instanceof SourceError || error instanceof UserError)) throw error;
      }
    }
    return { samples, names: folder.names, pathOf: (file) => join(folder.path, file) };
  } finally {
    await folder.close();
  }
}

const typesByObject: Readonly<Record<string, RowType>> = {
  lead: 'lead',
  opportunity: 'deal',
  account: 'account',
  contact: 'contact',
  opportunitycontactrole: 'contactRole',
  user: 'person',
};

const objects: ReadonlySet<string> = new Set(salesforceObjects.map((object) => object.toLowerCase()));

/** The row type that the name of an object tells; `other` for objects that are no row type of their own. */
export function typeNamed(file: string): RowType | 'other' | undefined {
  const object = file.replace(/\.[^.]*$/, '').toLowerCase();
  return objects.has(object) ? (typesByObject[object] ?? 'other') : undefined;
}

function shipped<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  const { name, text } = readShipped(path);
  const found = validate(schema, parseYaml(text, name));
  if ('problems' in found) throw new UserError(found.problems);
  return found.value;
}

/** What columns, labels and free mail are called, as shipped. */
export function openLexicons() {
  return {
    columns: columnLexiconOf(shipped('lexicons/columns.yaml', columnLexiconSchema)),
    ...labelLexiconsOf(shipped('lexicons/labels.yaml', labelLexiconSchema)),
    freeMail: new Set(shipped('lexicons/mailboxes.yaml', mailboxesSchema).free),
  };
}
