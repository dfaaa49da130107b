import type { Config, FileMapping } from '../config/config.ts';
import type { LeadCategory, StageGroup } from '../facts/world.ts';
import { UserError } from '../lib/errors.ts';
import type { CrmLabels } from '../model/crm-labels.ts';
import type { Dataset, Wants } from '../model/dataset.ts';
import { canon, type RowType, rowTypes } from '../model/fields.ts';
import { fileTypeOf } from '../survey/file-type.ts';
import type { LabelLexicon } from '../survey/lexicon.ts';
import type { Sample } from '../survey/sample.ts';
import { lookAt, wantsAll, wantsLabels } from './look.ts';
import type { Proposal } from './proposal.ts';
import { proposeDateOrder, proposeFields } from './propose-fields.ts';
import { type Lexicons, mappingsOf, proposeFiles } from './propose-files.ts';
import { proposeStages, proposeStatuses } from './propose-labels.ts';
import { proposeCurrencies, proposeDomains, proposeOwners } from './propose-team.ts';

/** What a source is opened with, besides defaults. */
export type Opening = Pick<Config, 'files' | 'fields' | 'dateOrder'>;

/** What an investigation is given: it opens nothing by itself. */
export interface Investigation {
  /** As it is to be written into the configuration. */
  readonly source: string;
  readonly label: string;
  readonly asOf: number;
  /** The defaults. */
  readonly config: Config;
  readonly open: (opening: Opening, wants: Wants) => Promise<Dataset>;
  /** Heads of the CSVs that lie there. */
  readonly samples: readonly Sample[];
  /** The row type of a file that its name tells, such as Lead.csv. */
  readonly typeNamed: (file: string) => RowType | 'other' | undefined;
  /** The path of a file of the source. */
  readonly pathOf: (file: string) => string;
  readonly lexicons: Lexicons & {
    readonly statuses: LabelLexicon<LeadCategory>;
    readonly stages: LabelLexicon<StageGroup>;
    readonly freeMail: ReadonlySet<string>;
  };
  /** Whether files are known without being mapped. */
  readonly isRecognized: boolean;
  /** What the source shows by itself, where that is known without opening it. */
  readonly shown?: Shown | undefined;
  /** Labels that a CRM keeps beside its records. */
  readonly labels?: CrmLabels | undefined;
  /** The org that is read, where a source has several. */
  readonly targetOrg?: string | undefined;
}

/** Row types that a source shows by itself, and which columns it takes them from. */
export interface Shown {
  readonly types: ReadonlySet<RowType>;
  readonly columnOf: Dataset['columnOf'];
}

const hasType = ({ columnOf }: Dataset, type: RowType): boolean =>
  Object.keys(canon[type]).some((field) => columnOf(type, field) !== undefined);

async function shownBy({ open, config, asOf, isRecognized, shown }: Investigation): Promise<Shown> {
  if (shown !== undefined) return shown;
  if (!isRecognized) return { types: new Set<RowType>(), columnOf: () => undefined };
  const dataset = await open({ files: [], fields: {}, dateOrder: config.dateOrder }, wantsAll(asOf));
  await dataset.close();
  return { types: new Set(rowTypes.filter((type) => hasType(dataset, type))), columnOf: dataset.columnOf };
}

/** Columns of known files for fields that the source has not shown. */
export function fieldsFor(
  {
    samples,
    typeNamed,
    lexicons,
  }: Pick<Investigation, 'samples' | 'typeNamed'> & {
    readonly lexicons: Pick<Lexicons, 'columns'>;
  },
  { types, columnOf }: { readonly types: ReadonlySet<RowType>; readonly columnOf: Dataset['columnOf'] },
): Proposal['fields'] {
  const proposed = (['lead', 'deal'] as const).map((type) => {
    const typeOf = (sample: Sample) => typeNamed(sample.name) ?? fileTypeOf(sample, lexicons.columns)?.type;
    const own = types.has(type) ? samples.find((sample) => typeOf(sample) === type) : undefined;
    return [type, own === undefined ? [] : proposeFields(own, type, columnOf, lexicons.columns)] as const;
  });
  return Object.fromEntries(proposed.filter(([, columns]) => columns.length > 0));
}

const fieldsOf = (fields: Proposal['fields']): Config['fields'] =>
  Object.fromEntries(
    Object.entries(fields).map(([type, columns]) => [
      type,
      Object.fromEntries((columns ?? []).map(({ field, column }) => [field, column])),
    ]),
  );

/** Nothing is written for files of which nothing is known. */
function nothingPlaced({ label }: Investigation, left: Proposal['left']): UserError {
  const [first] = left;
  if (first === undefined) return new UserError({ message: `${label} holds no CSV that could be looked at` });
  return new UserError(
    left.slice(0, 20).map(({ file, why, columns }) => ({
      at: { file },
      message: `${why}; its columns: ${columns.slice(0, 10).join(', ')}`,
      hint: 'name it by object (Lead.csv, Opportunity.csv …) or map it under files: in threadcount.yaml',
    })),
  );
}

/** Looks at a source and proposes a configuration; nothing is guessed where names and values do not tell. */
export async function investigate(investigation: Investigation): Promise<Proposal> {
  const { samples, typeNamed, lexicons, config, open, asOf, pathOf } = investigation;
  const shown = await shownBy(investigation);
  const strange = samples.filter(({ name }) => typeNamed(name) === undefined);
  const isOwn = [...shown.types].some((type) => type === 'lead' || type === 'deal');
  const { files, left } = isOwn ? { files: [], left: [] } : proposeFiles(strange, shown.types, lexicons);
  if (!investigation.isRecognized && files.length === 0) throw nothingPlaced(investigation, left);
  const fields = fieldsFor(investigation, shown);
  const dateOrder = proposeDateOrder(samples);
  const mappings: readonly FileMapping[] = mappingsOf(files, pathOf);
  const opening = { files: mappings, fields: fieldsOf(fields), dateOrder: dateOrder?.order ?? config.dateOrder };
  const dataset = await open(opening, wantsLabels(asOf));
  try {
    const seen = await lookAt(dataset);
    return {
      source: investigation.source,
      targetOrg: investigation.targetOrg,
      label: investigation.label,
      records: seen.records,
      files,
      left,
      fields,
      statuses: proposeStatuses(seen, config, lexicons.statuses, investigation.labels?.statuses),
      stages: proposeStages(seen, config, lexicons.stages, investigation.labels?.stages),
      dateOrder,
      currencies: proposeCurrencies(seen),
      domains: proposeDomains(seen, lexicons.freeMail),
      owners: proposeOwners(seen),
    };
  } finally {
    await dataset.close();
  }
}
