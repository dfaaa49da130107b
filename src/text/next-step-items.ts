import type { TokenDate } from './dates.ts';
import { anyOf, type Kinds, shares } from './next-step-kinds.ts';
import type { CompiledSteps, StepLanguage } from './next-step-lexicon.ts';
import type { Token } from './tokens.ts';

/** A stretch of tokens that means one thing; `to` is exclusive. */
export type Item = {
  readonly is: 'words' | 'unknown' | 'number' | 'time' | 'date' | 'mark' | 'end';
  readonly kinds: Kinds;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly date?: TokenDate;
};

/** All that the readers of one text share. */
export type StepText = {
  readonly tokens: readonly Token[];
  readonly dates: readonly TokenDate[];
  readonly language: StepLanguage;
  readonly english: StepLanguage | undefined;
  readonly abbreviations: ReadonlySet<string>;
  /** Words after the digits of a clock time. */
  readonly hours: ReadonlySet<string>;
};

const NONE = anyOf();
const ENDS = new Set([';', '!', '?', ',', '→', '>', '|', '•', '*', '=', '–', '—', '…', '⇒', '➡', '►', '·']);
const LONGEST_CODE = 3;

export function is(item: Item | undefined, kinds: Kinds): boolean {
  return item !== undefined && shares(item.kinds, kinds);
}

/** The language that knows most of the words; the first, which is English, where none knows more. */
export function guessStepLanguage(
  tokens: readonly Token[],
  { languages, spokenIn }: CompiledSteps,
): StepLanguage | undefined {
  let spoken = 0;
  for (const token of tokens) if (token.kind === 'word') spoken |= spokenIn(token);
  let [best] = languages;
  // Nearly all texts hold words of one language only, and then nothing has to be counted.
  if (spoken <= 1) return best;
  let most = -1;
  for (const [index, language] of languages.entries()) {
    const covered = (spoken & (1 << index)) === 0 ? 0 : wordsKnown(tokens, language);
    if (covered <= most) continue;
    most = covered;
    best = language;
  }
  return best;
}

function wordsKnown(tokens: readonly Token[], language: StepLanguage): number {
  let covered = 0;
  for (let at = 0; at < tokens.length; ) {
    const found = tokens[at]?.kind === 'word' ? language.match(tokens, at) : null;
    if (found !== null) covered += found.to - at;
    at = found?.to ?? at + 1;
  }
  return covered;
}

/** The dot of a sentence, not of "Dr." or "11.30". */
function isFullStop(text: StepText, at: number): boolean {
  const before = text.tokens[at - 1];
  const next = text.tokens[at + 1];
  if (before === undefined || next?.glued === true) return false;
  const abbreviated = before.kind === 'word' && (before.text.length === 1 || text.abbreviations.has(before.text));
  return !abbreviated || next === undefined || next.kind === 'break';
}

/** Where a sentence or list point ends: marks, line ends, free-standing dashes. */
function endsClause(text: StepText, at: number): boolean {
  const token = text.tokens[at];
  if (token?.kind !== 'mark') return token === undefined || token.kind === 'break';
  const next = text.tokens[at + 1];
  const apart = next?.glued !== true;
  switch (token.text) {
    case '.':
      return isFullStop(text, at);
    case ':':
      return apart || next.kind === 'word';
    case '-':
      return apart || (!token.glued && next.kind !== 'number');
    default:
      return ENDS.has(token.text);
  }
}

function isGluedNumber(token: Token | undefined): boolean {
  return token !== undefined && token.kind === 'number' && token.glued;
}

/** 10:30, 2pm, 15h30, 9 Uhr: index after a clock time, or null. */
function timeEnd(text: StepText, at: number): number | null {
  const next = text.tokens[at + 1];
  if (next === undefined || (text.tokens[at]?.text.length ?? 0) > 2) return null;
  const withMinutes = isGluedNumber(text.tokens[at + 2]);
  if (next.text === ':') return next.glued && withMinutes ? afterHour(text, at + 3) : null;
  if (!(next.glued || next.text.length > 1) || !text.hours.has(next.text)) return null;
  return withMinutes ? at + 3 : at + 2;
}

function afterHour(text: StepText, at: number): number {
  return text.hours.has(text.tokens[at]?.text ?? '') ? at + 1 : at;
}

function wordsAt(text: StepText, at: number): { readonly kinds: Kinds; readonly to: number } | null {
  const own = text.language.match(text.tokens, at);
  const english =
    text.english === undefined || text.english === text.language ? null : text.english.match(text.tokens, at);
  const best = english !== null && (own === null || english.to > own.to) ? english : own;
  return best === null ? null : { kinds: best.value, to: best.to };
}

function itemAt(text: StepText, at: number): Item {
  const token = text.tokens[at];
  const plain = { kinds: NONE, from: at, to: at + 1, text: token?.text ?? '' };
  if (endsClause(text, at)) return { is: 'end', ...plain };
  const found = token?.kind === 'link' ? null : wordsAt(text, at);
  if (found !== null) return { is: 'words', ...plain, kinds: found.kinds, to: found.to };
  if (token?.kind === 'number') {
    const end = timeEnd(text, at);
    return end === null ? { is: 'number', ...plain } : { is: 'time', ...plain, to: end };
  }
  return { is: token?.kind === 'mark' ? 'mark' : 'unknown', ...plain };
}

/** The item at a token; a phrase that would run into the date at `limit` is cut to its first token. */
function itemBefore(text: StepText, at: number, limit: number): Item {
  const item = itemAt(text, at);
  return item.to <= limit ? item : itemAt({ ...text, tokens: text.tokens.slice(0, limit) }, at);
}

/** Cuts tokens [from, to) into items: dates first, then the longest known phrases, then single tokens. */
export function itemize(text: StepText, from: number, to: number): readonly Item[] {
  const items: Item[] = [];
  const dates = text.dates.filter((date) => date.from >= from && date.to <= to);
  let at = from;
  for (const date of dates) {
    for (; at < date.from; at = items.at(-1)?.to ?? date.from) items.push(itemBefore(text, at, date.from));
    items.push({ is: 'date', kinds: NONE, from: date.from, to: date.to, text: '', date });
    at = date.to;
  }
  for (; at < to; at = items.at(-1)?.to ?? to) items.push(itemBefore(text, at, to));
  return items;
}

/** Whether a token looks like initials or a short code: "KM", "JT". */
export function isCode(token: Token | undefined): boolean {
  return token !== undefined && token.kind === 'word' && token.capital === 'all' && token.text.length <= LONGEST_CODE;
}
