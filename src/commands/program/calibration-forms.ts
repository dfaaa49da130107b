import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AuditRequest } from '../../audit/request.ts';
import { audit } from '../../audit.ts';
import { marksOf } from '../../history/rescore.ts';
import { editFile } from '../../lib/edit-file.ts';
import { type Problem, SourceError, UserError } from '../../lib/errors.ts';
import { jsonText } from '../../lib/json-text.ts';
import { formatInstant } from '../../lib/time.ts';
import type { Somebody } from '../../model/outcome.ts';
import type { Rubric } from '../../model/rubric.ts';
import type { JudgedRecord } from '../../model/run.ts';
import { toolLevel } from '../../program/calibrate.ts';
import { isSame, labelOf } from '../../program/who.ts';
import { createTally } from '../../score/tally.ts';

/** What the forms are made from. */
export interface FormOrder {
  readonly rubric: Rubric;
  readonly evaluators: readonly [string, string];
  readonly size: number;
  readonly seed: number;
  /** Absolute. */
  readonly folder: string;
}

/** Who scores for the tool. */
const TOOL = 'threadcount';

interface Drawn {
  readonly record: JudgedRecord;
  readonly rep: Somebody;
  /** Of the criteria that apply, by id. */
  readonly levels: Readonly<Record<string, number | null>>;
}

/** Draws the sample, and judges it: a record is in where at least one criterion applies to it. */
async function draw(request: AuditRequest, { rubric, size, seed }: FormOrder): Promise<readonly Drawn[]> {
  const records: JudgedRecord[] = [];
  const result = await audit({ ...request, sample: { size, seed }, keep: (record) => void records.push(record) });
  const reps = new Map(result.reps.map(({ id, name, email }) => [id ?? email ?? name ?? '', { id, name, email }]));
  const tally = createTally([rubric], request.rulebook.rules);
  return records.flatMap((record) => {
    const key = `${record.type} ${record.id}`;
    tally.add(key, { type: record.type, amount: record.amount, marks: marksOf(record) });
    const own = tally.of(key).filter(({ counts }) => counts.applicable > 0);
    const levels = Object.fromEntries(own.map(({ criterion, counts }) => [criterion, toolLevel(counts)]));
    const rep = reps.get(record.rep) ?? { id: record.rep, name: null, email: null };
    return own.length === 0 ? [] : [{ record, rep, levels }];
  });
}

/** Nobody scores records of their own, nor the same ones twice. */
function refuseOwn(drawn: readonly Drawn[], [a, b]: FormOrder['evaluators']): void {
  const problems: Problem[] = [a, b].flatMap((evaluator) => {
    const own = drawn.find(({ rep }) => isSame(evaluator, rep));
    if (own === undefined) return [];
    return [
      {
        message: `--evaluator: ${evaluator} would score records of their own`,
        hint: `leave ${labelOf(own.rep)} out with --rep or --team, or ask somebody else`,
      },
    ];
  });
  if (a.toLowerCase() === b.toLowerCase())
    problems.push({ message: '--evaluator: the same person twice', hint: 'two people score the same records' });
  if (problems.length > 0) throw new UserError(problems);
}

const text = (value: string | null): string => jsonText(value);

function lineOf({ record, rep, levels }: Drawn, isTool: boolean): string {
  const scores = Object.entries(levels).map(
    ([criterion, level]) => `      ${criterion}:${isTool && level !== null ? ` ${level}` : ' null'}\n`,
  );
  return [
    `  - record: { type: ${record.type}, id: ${text(record.id)}, name: ${text(record.name)} }\n`,
    `    rep: { id: ${text(rep.id)}, name: ${text(rep.name)}, email: ${text(rep.email)} }\n`,
    '    levels:\n',
    ...scores,
  ].join('');
}

function formText(
  drawn: readonly Drawn[],
  { rubric, size, seed }: FormOrder,
  { evaluator, asOf }: { evaluator: string; asOf: string },
): string {
  const isTool = evaluator === TOOL;
  const standards = rubric.criteria
    .filter(({ isWritten }) => !isWritten)
    .map(({ id, standard }) => `#   ${id}: ${standard}\n`);
  const head = isTool
    ? '# What the rules make of the sample. Not to be opened before both evaluators have scored it.\n# 4 nothing fails, 3 warnings alone, 2 an error, 1 a critical failure, null not evaluable.\n'
    : `# Look at each record in the CRM and write a level for each criterion: 1 not demonstrated, 2 partial, 3 meets the\n# standard, 4 exceeds it. What you cannot judge stays null. A note says why.\n${standards.join('')}`;
  return `${head}calibration:
  certification: ${rubric.id}
  rubric: ${text(rubric.version)}
  as-of: ${text(asOf)}
  seed: ${seed}
  size: ${size}
  evaluator: ${text(evaluator)}
records:
${drawn.map((one) => lineOf(one, isTool)).join('')}`;
}

const fileName = (evaluator: string): string =>
  `${
    evaluator
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'evaluator'
  }.yaml`;

/** Writes the forms of both evaluators and that of the tool; gives their names. Nothing that is there is written over. */
export async function writeForms(
  request: AuditRequest,
  order: FormOrder,
): Promise<{ readonly files: readonly string[]; readonly records: number }> {
  const drawn = await draw(request, order);
  refuseOwn(drawn, order.evaluators);
  if (drawn.length === 0) throw new UserError({ message: 'there is no record to score in this scope' });
  const asOf = formatInstant(request.setting.asOf);
  const forms = [...order.evaluators, TOOL].map((evaluator) => ({
    name: evaluator === TOOL ? 'tool.yaml' : fileName(evaluator),
    content: formText(drawn, order, { evaluator, asOf }),
  }));
  const there = forms.filter(({ name }) => existsSync(resolve(order.folder, name)));
  if (there.length > 0)
    throw new UserError(
      there.map(({ name }) => ({
        message: 'is there already',
        at: { file: name },
        hint: 'name another folder with --out',
      })),
    );
  try {
    mkdirSync(order.folder, { recursive: true });
  } catch (error) {
    throw new SourceError({
      message: `the folder of --out cannot be made: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
  for (const { name, content } of forms) await editFile(join(order.folder, name), () => content);
  return { files: forms.map(({ name }) => name), records: drawn.length };
}
