import { isScalar, LineCounter } from 'yaml';
import type { Position, Problem } from './errors.ts';
import { parsedBefore } from './parsed-before.ts';
import { composeYaml } from './yaml-compose.ts';
import { yamlData } from './yaml-data.ts';
import { findNode, type ScalarStyle, scalarStyle, type YamlPath } from './yaml-places.ts';

export type { ScalarStyle, YamlPath } from './yaml-places.ts';

/** `bytes`: size of the file in UTF-8; `depth`: how many mappings and lists may stand inside one another. */
export interface YamlLimits {
  readonly bytes: number;
  readonly depth: number;
}

/** House limits: some hundred times the size, and ten times the nesting, of files that people write by hand. */
export const yamlLimits: YamlLimits = { bytes: 1_048_576, depth: 64 };

/** A scalar as written: `raw` begins with its quote or block sign, and that is where line and column point. */
export interface ScalarSource extends Required<Position> {
  readonly style: ScalarStyle;
  readonly raw: string;
}

/** A YAML file with its places. `value` is plain data, and `undefined` as soon as there is a problem. */
export interface YamlDocument {
  readonly file: string;
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Of a key or a value; a path that leads nowhere gives the place of its nearest ancestor. */
  readonly position: (path: YamlPath, of: 'key' | 'value') => Position;
  readonly scalarSource: (path: YamlPath) => ScalarSource | undefined;
}

/** More of them help nobody, and a hostile file has one per byte. */
const mostProblems = 100;

/**
 * Parses one YAML 1.2 document with the core schema: `off`, `no`, `on` and dates stay text. Refused, each at its place:
 * aliases, tags outside the core schema, duplicate keys, keys that are not text, a second document, and files over the
 * limits. `file` is the name that positions carry. Never throws; time is linear in the length of the text.
 */
export function parseYaml(text: string, file: string, limits: YamlLimits = yamlLimits): YamlDocument {
  const known = limits === yamlLimits ? parsedBefore(text) : undefined;
  if (known === undefined) return composed(text, file, limits);
  let document: YamlDocument | undefined;
  const whole = (): YamlDocument => {
    document ??= composed(text, file, limits);
    return document;
  };
  return {
    file,
    value: known,
    problems: [],
    position: (path, of) => whole().position(path, of),
    scalarSource: (path) => whole().scalarSource(path),
  };
}

function composed(text: string, file: string, limits: YamlLimits): YamlDocument {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = new LineCounter();
  lines.addNewLine(0);
  const place = (offset: number): Required<Position> => {
    const { line, col } = lines.linePos(Math.min(offset, source.length));
    return { file, line, column: col };
  };
  const problems: Problem[] = [];
  const report = (message: string, offset: number, hint?: string) => {
    if (problems.length < mostProblems) problems.push({ message, at: place(offset), ...(hint && { hint }) });
  };
  const root = composeYaml(source, lines, limits, report);
  const value = yamlData(root, report);
  problems.sort((a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0));
  return {
    file,
    value: problems.length > 0 ? undefined : value,
    problems,
    position: (path, of) => place(findNode(root, path, of)?.range?.[0] ?? 0),
    scalarSource: (path) => {
      const node = findNode(root, path, 'value');
      if (!isScalar(node)) return undefined;
      const [start, end] = node.range ?? [0, 0];
      return { ...place(start), style: scalarStyle(node), raw: source.slice(start, end) };
    },
  };
}
