import { closeSync, existsSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Problem, SourceError, UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import { didYouMean } from '../lib/nearest.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { Trend } from '../model/trend.ts';
import * as reports from '../reports/index.ts';
import type { Rendered, Report } from '../reports/report.ts';
import { wantsColor, wantsLinks, widthOf } from './terminal.ts';

const roll: readonly Report[] = Object.values(reports).filter((one): one is Report => 'render' in one);

const refusal = (place: string, format: string): Problem => {
  if (format === 'pdf') {
    return { message: `${place}: a PDF is made of a certificate alone`, hint: 'threadcount certify --output FILE.pdf' };
  }
  const names = roll.map(({ name }) => name);
  return {
    message: `${place}: no format "${format}"`,
    hint: didYouMean(format, names) ?? `one of ${names.join(', ')}`,
  };
};

const extensionOf = (file: string): string => basename(file).replace(/^[^.]*\.?/, '');

/** By its name, or by the extension that its files have: `markdown` is `md`, too. */
const reportCalled = (format: string): Report | undefined =>
  roll.find(({ name, extension }) => name === format || extension === `.${format}`);

function reportFor(file: string): Report | Problem {
  const name = basename(file);
  const fitting = roll.filter(({ extension }) => extension !== undefined && name.endsWith(extension));
  const [found] = fitting.sort((a, b) => (b.extension?.length ?? 0) - (a.extension?.length ?? 0));
  if (found !== undefined) return found;
  const extension = extensionOf(file);
  if (extension !== '') return refusal(`--output ${file}`, extension);
  return { message: `--output ${file}: the format is told by the extension`, hint: 'such as report.json' };
}

/** How a report is shown. */
export interface Showing {
  readonly isQuiet: boolean;
  readonly isColored: boolean;
  readonly isBrief?: boolean;
  /** Drawn by reports that can. */
  readonly trend?: Trend | undefined;
  readonly sourceOption?: string;
}

export interface Outputs {
  /** Writes each file whole or not at all, and standard output last: only when all files are there. */
  readonly write: (result: AuditResult, showing: Showing) => Promise<void>;
}

interface Target {
  readonly file: string;
  readonly report: Report;
}

/** Columns of a file: nobody's terminal. */
const PAPER = 100;

const piecesOf = (rendered: Rendered): Iterable<string | Uint8Array> =>
  typeof rendered === 'string' || rendered instanceof Uint8Array ? [rendered] : rendered;

/** Puts into words what the file system refuses; what else is wrong is a bug and stays one. */
function writing<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SourceError({ message: `the report could not be written: ${reason}` });
  }
}

function save(path: string, rendered: Rendered): void {
  const file = writing(() => openSync(path, 'w'));
  try {
    for (const piece of piecesOf(rendered)) writing(() => writeFileSync(file, piece));
  } finally {
    closeSync(file);
  }
}

const draftOf = (path: string): string => join(dirname(path), `.${basename(path)}.part`);

/** Writes all files or none: each is drafted beside its place first. */
export function saveAll(files: readonly { readonly path: string; readonly content: Rendered }[]): void {
  try {
    for (const { path, content } of files) save(draftOf(path), content);
    for (const { path } of files) writing(() => renameSync(draftOf(path), path));
  } catch (error) {
    for (const { path } of files) rmSync(draftOf(path), { force: true });
    throw error;
  }
}

async function print(rendered: Rendered, { stdout }: Io): Promise<void> {
  const decoder = new TextDecoder();
  for (const piece of piecesOf(rendered)) {
    stdout.write(typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }));
    await stdout.drain?.();
  }
}

/** A file named twice, and files whose folder is not there. */
function misplaced(files: readonly string[], cwd: string): readonly Problem[] {
  const paths = files.map((file) => resolve(cwd, file));
  return files.flatMap((file, i): readonly Problem[] => {
    const path = paths[i] ?? '';
    if (paths.indexOf(path) < i) return [{ message: `--output ${file}: named twice` }];
    return existsSync(dirname(path)) ? [] : [{ message: `--output ${file}: there is no folder ${dirname(file)}` }];
  });
}

const notPrinted = ({ name, extension }: Report): Problem => ({
  message: `--format ${name}: not a format for standard output`,
  hint: `--output report${extension ?? ''} writes it to a file`,
});

/** Settles where reports go before any work is done. Throws a `UserError` with every format that does not exist. */
export function openOutputs(
  { files, format }: { readonly files: readonly string[]; readonly format: string | undefined },
  io: Io,
): Outputs {
  const chosen = files.map((file) => ({ file, report: reportFor(file) }));
  const shown = format === undefined ? reports.terminal : reportCalled(format);
  const problems = chosen.map(({ report }) => report).filter((report) => 'message' in report);
  if (shown === undefined) problems.push(refusal('--format', format ?? ''));
  else if (shown.isBinary === true) problems.push(notPrinted(shown));
  problems.push(...misplaced(files, io.cwd));
  if (problems.length > 0) throw new UserError(problems);
  const targets = chosen.filter((target): target is Target => 'render' in target.report);
  return {
    write: async (result, { isQuiet, isColored, isBrief, sourceOption, trend }) => {
      const words = { sourceOption, trend, ...(isBrief === true && { isBrief }) };
      const rendered = targets.map(({ file, report }) => ({
        path: resolve(io.cwd, file),
        content: report.render(result, { ...words, width: PAPER, isColored: false }),
      }));
      const options = { ...words, width: widthOf(io), isColored: wantsColor(io, isColored), isLinked: wantsLinks(io) };
      const page = isQuiet || shown === undefined ? [] : shown.render(result, options);
      io.drafting?.(rendered.map(({ path }) => draftOf(path)));
      saveAll(rendered);
      io.drafting?.([]);
      await print(page, io);
    },
  };
}
