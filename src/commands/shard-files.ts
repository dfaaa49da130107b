import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { ShardPart } from '../history/merge.ts';
import type { Shard } from '../history/shard.ts';
import { type Problem, SourceError, UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import { type AuditResult, auditResultSchema } from '../model/audit-result.ts';
import type { Feature, JudgedRecord, PinnedFile, Run } from '../model/run.ts';

/** What the file of a shard ends in; its parts are lines of JSON, compressed. */
const ENDING = '.jsonl.gz';

const FORMAT = 'threadcount-shard';

const count = z.int().positive();

const headSchema = z.object({ format: z.literal(FORMAT), version: z.literal(1), number: count, of: count });

const feature: z.ZodType<Feature> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(feature), z.record(z.string(), feature)]),
);

const recordSchema = z.object({
  rep: z.string(),
  type: z.enum(['lead', 'deal']),
  id: z.string(),
  name: z.string().nullable(),
  stratum: z.string().nullable(),
  amount: z.number().nullable().exactOptional(),
  marks: z.string().regex(/^[0-9a-g]*$/),
  scenarios: z.string().regex(/^[01?]*$/),
  features: z.record(z.string(), feature),
});

const pinnedSchema = z.object({ hash: z.string(), name: z.string(), text: z.string() });

const fileName = ({ number, of }: Shard): string => `shard-${number}-of-${of}${ENDING}`;

/** Lines that are compressed together: no text is longer than strings may be. */
const TOGETHER = 500;

function* linesOf({ result, records, pinned }: Run, shard: Shard): Generator<string> {
  const { reps, ...rest } = result;
  const counts = { reps: reps.length, records: records.length, pinned: pinned.length };
  yield JSON.stringify({ format: FORMAT, version: 1, ...shard, ...counts });
  yield JSON.stringify(rest);
  for (const item of [reps, records, pinned].flat()) yield JSON.stringify(item);
}

function compressed(lines: Iterable<string>): Buffer {
  const pieces: Buffer[] = [];
  let open: string[] = [];
  const flush = (): void => {
    if (open.length > 0) pieces.push(gzipSync(`${open.join('\n')}\n`));
    open = [];
  };
  for (const line of lines) {
    open.push(line);
    if (open.length === TOGETHER) flush();
  }
  flush();
  return Buffer.concat(pieces);
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Writes the part of one job, whole or not at all; gives the file as it is named to people. */
export function writeShard(
  run: Run,
  shard: Shard,
  folder: string,
  { cwd, drafting }: Pick<Io, 'cwd' | 'drafting'>,
): string {
  const path = join(resolve(cwd, folder), fileName(shard));
  const draft = `${path}.part`;
  drafting?.([draft]);
  try {
    mkdirSync(resolve(cwd, folder), { recursive: true });
    writeFileSync(draft, compressed(linesOf(run, shard)), { mode: 0o600 });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new SourceError({ message: `the shard could not be written: ${reasonOf(error)}` });
  }
  drafting?.([]);
  return relative(cwd, path) || path;
}

const countsSchema = z.object({ reps: z.int(), records: z.int(), pinned: z.int() });

/** The lines of a file, however long it is in all. */
function readLines(path: string): readonly unknown[] {
  const text = gunzipSync(readFileSync(path));
  const lines: unknown[] = [];
  let start = 0;
  for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10, start)) {
    lines.push(JSON.parse(text.toString('utf8', start, end)));
    start = end + 1;
  }
  return lines;
}

/** Checked and left as it is: the order of keys is part of what is stored. */
function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const isFit = (one: unknown): one is T => {
    schema.parse(one);
    return true;
  };
  if (isFit(value)) return value;
  throw new Error('it is none');
}

function partFrom(lines: readonly unknown[], file: string): ShardPart {
  const [first, second, ...items] = lines;
  const { number, of } = headSchema.parse(first);
  const { reps, records, pinned } = countsSchema.parse(first);
  if (items.length !== reps + records + pinned) throw new Error('it ends before its end');
  const rest = checked(z.record(z.string(), z.unknown()), second);
  // The owners stand in the last place, as an audit puts them.
  const result = checked<AuditResult>(auditResultSchema, { ...rest, reps: items.slice(0, reps) });
  return {
    file,
    shard: { number, of },
    result,
    records: items.slice(reps, reps + records).map((item) => checked<JudgedRecord>(recordSchema, item)),
    pinned: items.slice(reps + records).map((item) => checked<PinnedFile>(pinnedSchema, item)),
  };
}

function wordsFor(error: unknown): string {
  if (!(error instanceof z.ZodError)) return reasonOf(error);
  const [issue] = error.issues;
  return `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'is no shard'}`;
}

/** Reads every shard of a folder. Throws a `UserError` with each file that is none. */
export function readShards(folder: string, cwd: string): readonly ShardPart[] {
  const path = resolve(cwd, folder);
  let names: readonly string[];
  try {
    names = readdirSync(path)
      .filter((name) => name.endsWith(ENDING))
      .sort();
  } catch (error) {
    if (!existsSync(path) || !statSync(path).isDirectory())
      throw new UserError({
        message: `no folder of shards ${folder}`,
        hint: 'threadcount snapshot --shard 1/4 --shard-out DIR writes one',
      });
    throw new UserError({ message: `the folder of shards cannot be read: ${reasonOf(error)}` });
  }
  if (names.length === 0) {
    throw new UserError({
      message: `no shards in ${folder}`,
      hint: 'threadcount snapshot --shard 1/4 --shard-out DIR writes one',
    });
  }
  const problems: Problem[] = [];
  const parts = names.flatMap((name): readonly ShardPart[] => {
    const file = join(folder, name);
    try {
      return [partFrom(readLines(join(path, name)), file)];
    } catch (error) {
      problems.push({ message: `is no whole shard: ${wordsFor(error)}`, at: { file } });
      return [];
    }
  });
  if (problems.length > 0) throw new UserError(problems);
  return parts;
}
