import type { TokenDate } from './dates.ts';
import { isCode } from './next-step-items.ts';
import type { CompiledSteps } from './next-step-lexicon.ts';
import type { PhraseMatcher } from './phrase-matcher.ts';
import type { Token } from './tokens.ts';

/** The part of a text that counts: token ranges, and the dates that only head log entries. */
export type Active = {
  readonly ranges: readonly (readonly [from: number, to: number])[];
  readonly heads: ReadonlySet<TokenDate>;
};

type Head = {
  readonly date: TokenDate;
  readonly start: number;
  readonly body: number;
  readonly strong: boolean;
  readonly signed: boolean;
};

const LONGEST_HEADING = 3;
const OPENERS = new Set(['.', ';', '|', '!', '?', ')', ']', '/', '>', '•', '*', '#', '"', '”', '…']);
const BULLETS = new Set(['-', '*', '•', '>', '–', '—', '[', '(', '#', '+', '~', '·', '{', '<']);
const CLOSERS = new Set(['*', ':', '-', '–', '—', ']', ')', '>', '|', '}', '=']);

function isLineStart(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before === undefined || before.kind === 'break' || (before.kind === 'mark' && OPENERS.has(before.text));
}

/** Back over bullets, brackets and initials to where an entry would start; -1 if it does not. */
function entryStart(tokens: readonly Token[], at: number): { readonly start: number; readonly signed: boolean } | null {
  let start = at;
  let signed = false;
  const before = tokens[start - 1];
  const wide = before?.kind === 'mark' && ['-', '–', '@', ','].includes(before.text) ? start - 1 : start;
  if (isCode(tokens[wide - 1])) {
    start = wide - 1;
    signed = true;
  }
  while (start > 0 && BULLETS.has(tokens[start - 1]?.text ?? '')) start--;
  return tokens[start]?.text === '[' || isLineStart(tokens, start) ? { start, signed } : null;
}

/** After the date: time, initials and the mark that closes the head. */
function entryBody(
  tokens: readonly Token[],
  at: number,
): { readonly body: number; readonly strong: boolean; readonly signed: boolean } {
  let body = at;
  let signed = false;
  const lead = tokens[body];
  const initials = lead?.kind === 'mark' && ['-', '–', '(', ','].includes(lead.text) ? body + 1 : body;
  const after = tokens[initials + 1];
  if (isCode(tokens[initials]) && after?.kind === 'mark' && CLOSERS.has(after.text)) {
    signed = true;
    body = initials + 1;
  }
  const closed = tokens[body]?.kind === 'mark' && CLOSERS.has(tokens[body]?.text ?? '');
  while (tokens[body]?.kind === 'mark' && CLOSERS.has(tokens[body]?.text ?? '')) body++;
  return { body, strong: closed, signed };
}

/** "NEXT STEPS 11/16:", "Update (11/16)": the heading before the date, at the start of a line. */
function headingStart(tokens: readonly Token[], at: number, headings: PhraseMatcher<true>): number | null {
  let end = at;
  while (end > 0 && BULLETS.has(tokens[end - 1]?.text ?? '')) end--;
  for (let start = end - 1; start >= Math.max(0, end - LONGEST_HEADING); start--)
    if (isLineStart(tokens, start) && headings(tokens, start)?.to === end) return start;
  return null;
}

function headAt(
  tokens: readonly Token[],
  date: TokenDate,
  isFirst: boolean,
  headings: PhraseMatcher<true>,
): Head | null {
  const heading = headingStart(tokens, date.from, headings);
  const { body, strong, signed } = entryBody(tokens, date.to);
  const runsOn = signed || (!isFirst && tokens[date.to]?.text === ':');
  const start = entryStart(tokens, date.from) ?? (runsOn ? { start: date.from, signed } : null);
  if (heading !== null) return { date, start: heading, body, strong: true, signed: true };
  if (start === null) return null;
  return { date, start: start.start, body, strong: strong || start.signed, signed: signed || start.signed };
}

function heads(
  tokens: readonly Token[],
  dates: readonly TokenDate[],
  editedDay: number,
  headings: PhraseMatcher<true>,
): readonly Head[] {
  const found: Head[] = [];
  for (const date of dates) {
    const written = tokens.slice(date.from, date.to).some(({ kind }) => kind === 'number');
    if (date.precision !== 'day' || date.day > editedDay || !written) continue;
    const head = headAt(tokens, date, found.length === 0, headings);
    if (head !== null) found.push(head);
  }
  return found;
}

/** An entry ends where the next one starts. */
function entryEnd(found: readonly Head[], at: number, length: number): number {
  return found[at + 1]?.start ?? length;
}

function newest(found: readonly Head[]): number {
  const days = found.map(({ date }) => date.day);
  const latest = Math.max(...days);
  const descending = (days[0] ?? 0) >= (days.at(-1) ?? 0);
  return descending ? days.indexOf(latest) : days.lastIndexOf(latest);
}

function isLog(found: readonly Head[], tells: (from: number, to: number) => boolean, length: number): boolean {
  const [only] = found;
  if (only === undefined) return false;
  if (found.length > 1) return found.some(({ strong }) => strong) || found.length > 2 || tells(only.start, length);
  return only.signed || (only.strong && tells(only.body, length));
}

/**
 * Finds what counts in a text. In a running log that is its newest entry, and whatever stands before the first
 * one; text after "Next steps:" beats all else. `tells` says whether a stretch reports rather than plans.
 */
export function activePart(
  tokens: readonly Token[],
  dates: readonly TokenDate[],
  editedDay: number,
  { headings, markers }: Pick<CompiledSteps, 'headings' | 'markers'>,
  tells: (from: number, to: number) => boolean,
): Active {
  const found = heads(tokens, dates, editedDay, headings);
  if (!isLog(found, tells, tokens.length))
    return { ranges: afterMarker(tokens, [[0, tokens.length]], markers), heads: new Set() };
  const at = newest(found);
  const entry: readonly [number, number] = [found[at]?.body ?? 0, entryEnd(found, at, tokens.length)];
  const before: readonly [number, number] = [0, found[0]?.start ?? 0];
  return {
    ranges: afterMarker(tokens, before[1] > 0 ? [before, entry] : [entry], markers),
    heads: new Set(found.map(({ date }) => date)),
  };
}

function afterMarker(
  tokens: readonly Token[],
  ranges: readonly (readonly [number, number])[],
  markers: PhraseMatcher<true>,
): readonly (readonly [number, number])[] {
  for (const [index, [from, to]] of ranges.entries())
    for (let at = from; at < to; at++) {
      const marker = tokens[at]?.kind === 'word' ? markers(tokens, at) : null;
      if (marker === null || marker.to >= to || !isMarkerPlace(tokens, at)) continue;
      return [[marker.to, to] as const, ...ranges.slice(index + 1)];
    }
  return ranges;
}

function isMarkerPlace(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before === undefined || before.kind !== 'word' || before.text === 's';
}
