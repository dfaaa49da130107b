import { createFigureReader, type Figure } from './note-figures.ts';
import type { NoteLexicon } from './note-lexicon.ts';
import { createNameReader } from './note-names.ts';
import { createPhraseFinder, type PhraseFinder, type PhraseMatch } from './note-phrases.ts';
import type { Vocabulary } from './note-terms.ts';
import type { NoteWord } from './note-words.ts';
import type { WordRun } from './paste.ts';

/** What one sentence adds: points towards *what happened* and *why it matters*, and its specifics. */
export type Evidence = {
  readonly what: number;
  readonly why: number;
  readonly figures: number;
  readonly valued: boolean;
  readonly names: readonly string[];
  readonly roles: number;
};

/** Weighs sentences by the phrases in them. */
export type EvidenceReader = {
  /** All phrases of a note that tell what happened and why, and the harmless ones that must not be taken for them. */
  readonly find: PhraseFinder<Group>['find'];
  /** Weighs one sentence by the phrases that begin in it; `dated` holds 1 for words that belong to dates. */
  readonly weigh: (
    words: readonly NoteWord[],
    sentence: WordRun,
    matches: readonly PhraseMatch[],
    dated: Uint8Array,
  ) => Evidence;
};

/** Compiles the weighing of sentences. */
export function createEvidenceReader(lexicon: NoteLexicon, vocabulary: Vocabulary): EvidenceReader {
  const { learned, stance, told, reason, stake } = lexicon.points;
  const finder = createPhraseFinder(
    {
      learned: learned.phrases,
      stance: stance.phrases,
      told: told.phrases,
      reason: reason.phrases,
      stake: stake.phrases,
      neutral: lexicon.neutral,
      logistics: lexicon.logistics,
      vague: lexicon.vague,
      topics: lexicon.topics,
      roles: lexicon.roles,
    },
    new Set(lexicon.numberWords),
    vocabulary,
  );
  const limits = createPhraseFinder({ limits: lexicon.limits }, new Set(), vocabulary);
  const specificsOf = createSpecificsReader(lexicon, finder);
  const pointsOf = createPointsReader(lexicon, finder);
  return {
    find: finder.find,
    weigh: (words, sentence, matches, dated) => {
      const specifics = specificsOf(words, sentence, matches, dated);
      const { what, why } = pointsOf(words, matches, specifics.figures > 0);
      const limited = what > 0 && isLimited(words, sentence, limits, dated);
      const { figures, valued, names, roles } = specifics;
      return { what, why: why + (limited ? lexicon.deadline.why : 0), figures, valued, names, roles };
    },
  };
}

type Group = keyof NoteLexicon['points'] | 'neutral' | 'logistics' | 'vague' | 'topics' | 'roles';

type Specifics = { figures: number; valued: boolean; readonly names: string[]; roles: number };

/** Reads the words from `at` up to, not including, `to`; a sentence begins at `start`. */
type ReadSpecifics = (
  into: Specifics,
  words: readonly NoteWord[],
  dated: Uint8Array,
  of: { readonly start: number; readonly at: number; readonly to: number },
) => void;

function createSpecificsReader(
  lexicon: NoteLexicon,
  { bit }: PhraseFinder<Group>,
): (...of: Parameters<EvidenceReader['weigh']>) => Specifics {
  const read = createWordsReader(lexicon);
  // Words of harmless phrases and logistics are no specifics.
  const quiet = bit('logistics') | bit('neutral');
  const role = bit('roles');
  return (words, sentence, matches, dated) => {
    const specifics: Specifics = { figures: 0, valued: false, names: [], roles: 0 };
    const start = sentence.from;
    let at = start;
    for (const { from, to, groups } of matches) {
      if ((groups & role) !== 0) specifics.roles++;
      if ((groups & quiet) === 0) continue;
      read(specifics, words, dated, { start, at, to: from });
      at = to;
    }
    read(specifics, words, dated, { start, at, to: sentence.to });
    return specifics;
  };
}

function createWordsReader(lexicon: NoteLexicon): ReadSpecifics {
  const figureAt = createFigureReader(lexicon);
  const nameAt = createNameReader(lexicon);
  return (into, words, dated, { start, at: from, to }) => {
    for (let at = from; at < to; at++) {
      if (dated[at] === 1) continue;
      addFigure(into, figureAt(words, at));
      const name = nameAt(words, at, start);
      if (name !== undefined) into.names.push(name);
    }
  };
}

function addFigure(into: Specifics, figure: Figure | undefined): void {
  if (figure === undefined) return;
  into.figures++;
  into.valued ||= figure !== 'count';
}

/**
 * Adds up the points of phrases. Topics tell nothing unless a figure stands beside them, and "he said something" tells
 * nothing.
 */
function createPointsReader(
  { points }: NoteLexicon,
  { bit }: PhraseFinder<Group>,
): (words: readonly NoteWord[], matches: readonly PhraseMatch[], figured: boolean) => Points {
  const groups = (['learned', 'stance', 'told', 'reason', 'stake'] as const).map((group) => ({
    bit: bit(group),
    ...points[group],
  }));
  const all = groups.reduce((bits, group) => bits | group.bit, 0);
  const [topics, vague, told] = [bit('topics'), bit('vague'), bit('told')];
  const grounds = bit('reason') | bit('stake');
  return (words, matches, figured) => {
    const counting = matches.some((match) => (match.groups & vague) !== 0) ? all & ~told : all;
    const amongTopics = figured ? counting & grounds : 0;
    const total = { what: 0, why: 0 };
    let topicsTo = -1;
    for (const match of matches) {
      if ((match.groups & topics) !== 0) topicsTo = clauseEnd(words, match.to);
      addPoints(total, groups, match.groups & (match.from < topicsTo ? amongTopics : counting));
    }
    return total;
  };
}

type Points = { what: number; why: number };

function addPoints(
  total: Points,
  groups: readonly (Readonly<Points> & { readonly bit: number })[],
  found: number,
): void {
  if (found === 0) return;
  for (const { bit, what, why } of groups) {
    if ((found & bit) === 0) continue;
    total.what += what;
    total.why += why;
  }
}

/** Segments of a list are this short: "covered pricing, security and support, they want 10 % off". */
const LIST_SEGMENT = 3;

/** A list of topics ends with its clause: at a mark, or at a comma or colon that more than a list's segment follows. */
function clauseEnd(words: readonly NoteWord[], from: number): number {
  let end = markAfter(words, from);
  while (words[end]?.text === ',' || words[end]?.text === ':') {
    const next = markAfter(words, end + 1);
    if (next - end - 1 > LIST_SEGMENT) break;
    end = next;
  }
  return end;
}

function markAfter(words: readonly NoteWord[], from: number): number {
  let at = from;
  while (at < words.length && words[at]?.kind !== 'mark' && words[at]?.kind !== 'break') at++;
  return at;
}

function isLimited(
  words: readonly NoteWord[],
  { from, to }: WordRun,
  limits: PhraseFinder<'limits'>,
  dated: Uint8Array,
): boolean {
  return limits.find(words, from, to).some((match) => dated[match.to] === 1 || dated[match.to + 1] === 1);
}
