import { dirname, join, resolve } from 'node:path';
import type * as z from 'zod';
import { type Position, UserError } from '../lib/errors.ts';
import { validate } from '../lib/validate.ts';
import type { YamlDocument, YamlPath } from '../lib/yaml.ts';
import { readDocument } from './documents.ts';
import { exists } from './find-file.ts';
import {
  calibrationSchema,
  practiceSchema,
  programSchema,
  surveySchema,
  type WrittenAnswer,
  type WrittenForm,
  type WrittenProgram,
  type WrittenSession,
} from './program-schema.ts';

/** What a file says, and where each part of it stands. */
export interface Placed<T> {
  readonly value: T;
  readonly at: (path: YamlPath) => Position;
}

function read<S extends z.ZodType>(schema: S, document: YamlDocument, blank: unknown): Placed<z.output<S>> {
  const filled = document.value === null ? { ...document, value: blank } : document;
  const checked = validate(schema, filled);
  if ('problems' in checked) throw new UserError(checked.problems);
  return { value: checked.value, at: (path) => document.position(path, 'value') };
}

/** The name that is looked for beside threadcount.yaml. */
const PROGRAM_FILE = 'program.yaml';

/**
 * The file that an option names, else program.yaml beside the configuration, else what holds without one. Throws a
 * `UserError` with everything that is wrong in it.
 */
export function readProgram(
  written: string | undefined,
  { configFile, cwd }: { readonly configFile: string | undefined; readonly cwd: string },
): Placed<WrittenProgram> {
  if (written !== undefined) return read(programSchema, readDocument(resolve(cwd, written), cwd), {});
  const beside = join(configFile === undefined ? cwd : dirname(configFile), PROGRAM_FILE);
  if (exists(beside)) return read(programSchema, readDocument(beside, cwd), {});
  return { value: programSchema.parse({}), at: () => ({ file: PROGRAM_FILE }) };
}

/** Items of a list that may stand under a key of the file's own. */
function listed<T>(
  placed: Placed<readonly T[] | Readonly<Record<string, readonly T[]>>>,
  key: string,
): Placed<readonly T[]> {
  const { value, at } = placed;
  if (Array.isArray(value)) return { value, at };
  const held: unknown = Reflect.get(value, key);
  return { value: Array.isArray(held) ? held : [], at: (path) => at([key, ...path]) };
}

export const readSurvey = (written: string, cwd: string): Placed<readonly WrittenAnswer[]> =>
  listed(read(surveySchema, readDocument(resolve(cwd, written), cwd), []), 'survey');

export const readPractice = (written: string, cwd: string): Placed<readonly WrittenSession[]> =>
  listed(read(practiceSchema, readDocument(resolve(cwd, written), cwd), []), 'practice');

export const readForm = (written: string, cwd: string): Placed<WrittenForm> =>
  read(calibrationSchema, readDocument(resolve(cwd, written), cwd), {});
