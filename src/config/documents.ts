import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Position, Problem } from '../lib/errors.ts';
import { didYouMean } from '../lib/nearest.ts';
import { parseYaml, type YamlDocument, yamlLimits } from '../lib/yaml.ts';
import { exists, shownPath, stat } from './find-file.ts';

/** Reads and parses one file; whatever is wrong with it is among the problems of the document. */
export function readDocument(file: string, cwd: string): YamlDocument {
  const shown = shownPath(file, cwd);
  const read = readText(file);
  if (typeof read === 'string') return parseYaml(read, shown);
  const position = (): Position => ({ file: shown });
  return {
    file: shown,
    value: undefined,
    problems: [{ at: { file: shown }, ...read }],
    position,
    scalarSource: () => undefined,
  };
}

/** The one thing wrong with a path that something refers to; nothing when it exists. */
export function missing(written: string, path: string, at: () => Position): Problem | undefined {
  if (exists(path)) return undefined;
  return { message: `no such file or folder: ${written}`, at: at(), ...hintFor(path) };
}

function hintFor(path: string): { readonly hint?: string } {
  const hint = didYouMean(basename(path), namesIn(dirname(path)));
  return hint === undefined ? {} : { hint };
}

function readText(file: string): string | Problem {
  const found = stat(file);
  if (found === undefined) return { message: 'no such file', ...hintFor(file) };
  if (!found.isFile()) return { message: 'is not a file' };
  if (found.size > yamlLimits.bytes) return { message: `the file is larger than ${yamlLimits.bytes} bytes` };
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof TypeError) return { message: 'is not text in UTF-8', hint: 'save it as UTF-8' };
    return { message: `cannot be read: ${error instanceof Error ? error.message : error}` };
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
