import { UserError } from '../../lib/errors.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { inOrder } from '../../lib/validate.ts';
import { type RowType, rowTypes } from '../../model/fields.ts';
import type { Source } from '../source.ts';
import { closeAll, datasetOf } from './dataset-of.ts';
import { DATA, type Folder, openFolder } from './folder.ts';
import { type Reading, type ReadingOptions, startReading } from './reading.ts';
import { hubspot } from './shapes/hubspot.ts';
import { jsonl } from './shapes/jsonl.ts';
import { mapped } from './shapes/mapped.ts';
import { salesforce, salesforceObjects } from './shapes/salesforce.ts';
import type { Shape, Shaped } from './shapes/shape.ts';

export interface FilesOptions extends ReadingOptions {
  /** A folder of exports, a zip archive of them, or one file. */
  readonly path: string;
  /** How the path is called in reports; never absolute. */
  readonly label: string;
  readonly kind?: 'files' | 'demo';
  /** Root of the org's pages, for links to records; exports do not tell. */
  readonly recordUrl?: string | undefined;
}

/** In the order in which they are asked: what the configuration says comes before what file names tell. */
const shapes: readonly Shape[] = [mapped, jsonl, salesforce, hubspot];

function unrecognized({ names }: Folder, label: string): UserError {
  const known = salesforceObjects.map((object) => `${object}.csv`);
  const shown = names.slice(0, 12).join(', ') + (names.length > 12 ? ' …' : '');
  const near = names
    .filter((name) => DATA.test(name))
    .map((name) => ({ name, hint: didYouMean(name, known) }))
    .find(({ hint }) => hint !== undefined);
  const rename = near === undefined ? '' : `${near.name}: ${near.hint} `;
  return new UserError({
    message: `${label} holds no file that is known: ${shown}`,
    hint: `${rename}threadcount init --source DIR, with the same folder, proposes which file is which record; or name files by object: Lead.csv, Opportunity.csv …`,
  });
}

async function openShapes(folder: Folder, reading: Reading, label: string): Promise<readonly Shaped[]> {
  const found: Shaped[] = [];
  const taken = new Set<RowType>();
  for (const shape of shapes) {
    const shaped = await shape(folder, reading, taken);
    if (shaped === undefined) continue;
    found.push(shaped);
    for (const type of rowTypes) if (shaped.streams[type] !== undefined) taken.add(type);
  }
  if (reading.problems.length > 0) throw new UserError(inOrder(reading.problems));
  if (found.length === 0) throw unrecognized(folder, label);
  return found;
}

/**
 * Exports, in a folder or zip archives: CSVs named by Salesforce object, exports of HubSpot, any CSV that the configuration maps, canonical JSON Lines. All
 * files are opened and their headers checked at once; rows are read as the streams are consumed. Throws a `UserError`
 * for a path that does not exist, an empty folder, files that are not known and columns that are absent, and a
 * `SourceError` for what cannot be read or when more than 1 % of the rows of a file are unreadable.
 */
export const readFiles =
  (options: FilesOptions): Source =>
  async (wants) => {
    const folder = await openFolder(options.path, options.label);
    const reading = startReading(options, wants);
    reading.opened.push(folder);
    for (const { name, reason } of folder.passedOver)
      reading.gaps.push({ what: name, reason, hides: [], isIncomplete: true });
    try {
      return datasetOf(reading, await openShapes(folder, reading, options.label), {
        ...options,
        kind: options.kind ?? 'files',
      });
    } catch (error) {
      await closeAll(reading);
      throw error;
    }
  };
