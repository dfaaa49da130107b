import type { Position } from '../../lib/errors.ts';

/**
 * The YAML scalar that an expression was read from: its file, line and column (of the opening quote or block sign), and
 * `raw`, the scalar as written. Without `raw` the expression is taken to stand there as it is.
 */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly raw?: string | undefined;
}

/** Where the character at an offset of a text stands in its file: worked out for problems alone. */
export type Place = (offset: number) => Position;

/** The place of the character at `offset` of an expression, by either. */
export const placeAt = (at: Origin | Place, source: string, offset: number): Position =>
  typeof at === 'function' ? at(offset) : locate(at, source, offset);

/** The place in the file of the character at `offset` of an expression. */
export function locate(origin: Origin, source: string, offset: number): Position {
  const { file, line, column, raw = source } = origin;
  const before = raw.slice(0, raw === source ? offset : rawOffset(raw, source, offset));
  const lastBreak = before.lastIndexOf('\n');
  if (lastBreak < 0) return { file, line, column: column + before.length };
  return { file, line: line + before.split('\n').length - 1, column: before.length - lastBreak };
}

/** Walks value and raw text side by side: folding, indentation and quoting differ, the visible characters do not. */
function rawOffset(raw: string, source: string, offset: number): number {
  let at = startOf(raw);
  for (let i = 0; i <= offset && i < source.length; i++) {
    if (/\s/.test(source.charAt(i))) continue;
    at = skipSpace(raw, at);
    if (i === offset) return at;
    const length = lengthOf(raw, at);
    // \U0001F600 stands for two units of the value.
    if (length === 10 && source.charCodeAt(i) >= 0xd800) i++;
    at += length;
  }
  return Math.min(at, raw.length);
}

/** Where the content of a scalar begins: after the quote, or after the line of the block sign. */
function startOf(raw: string): number {
  if (raw.startsWith('|') || raw.startsWith('>')) return raw.indexOf('\n') + 1;
  return raw.startsWith('"') || raw.startsWith("'") ? 1 : 0;
}

/** Past white space; in a double-quoted scalar also past white space that is written as an escape. */
function skipSpace(raw: string, from: number): number {
  const space = raw.startsWith('"') ? /(?:\s|\\[nrt \n])*/y : /\s*/y;
  space.lastIndex = from;
  return from + (space.exec(raw)?.[0].length ?? 0);
}

const lengthOfEscape: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/** How many raw characters stand for one visible character of the value. */
function lengthOf(raw: string, at: number): number {
  if (raw.startsWith("'") && raw[at] === "'") return 2;
  if (!raw.startsWith('"') || raw[at] !== '\\') return 1;
  return lengthOfEscape[raw.charAt(at + 1)] ?? 2;
}
