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

/** Weighs one sentence; `dated` tells the words that belong to dates, `limited` that a date limits something in it. */
export type EvidenceReader = (
  words: readonly NoteWord[],
  sentence: WordRun,
  matches: readonly PhraseMatch[],
  dated: (at: number) => boolean,
) => Evidence;

type Points = { readonly what: number; readonly why: number };

const NOTHING: Points = { what: 0, why: 0 };

/** The finder of all that tells what happened and why, and of the harmless phrases that must not be taken for it. */
export function createEvidenceFinder(lexicon: NoteLexicon, vocabulary: Vocabulary): PhraseFinder {
  const { learned, stance, told, reason, stake } = lexicon.points;
  return createPhraseFinder(
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
}

/** Compiles the weighing of sentences. */
export function createEvidenceReader(lexicon: NoteLexicon, vocabulary: Vocabulary): EvidenceReader {
  const specificsOf = createSpecificsReader(lexicon);
  const limits = createPhraseFinder({ limits: lexicon.limits }, new Set(), vocabulary);
  return (words, sentence, matches, dated) => {
    const specifics = specificsOf(words, sentence, matches, dated);
    const points = pointsOf(lexicon, words, matches, specifics.figures > 0);
    const limited = points.what > 0 && limitsOf(words, sentence, limits, dated);
    return { ...specifics, what: points.what, why: points.why + (limited ? lexicon.deadline.why : 0) };
  };
}

function createSpecificsReader(
  lexicon: NoteLexicon,
): (...of: Parameters<EvidenceReader>) => Omit<Evidence, 'what' | 'why'> {
  const figureAt = createFigureReader(lexicon);
  const nameAt = createNameReader(lexicon);
  return (words, sentence, matches, dated) => {
    const names: string[] = [];
    const figures: Figure[] = [];
    for (const at of tellingWords(sentence, matches, dated)) {
      const figure = figureAt(words, at);
      const name = nameAt(words, at, sentence.from);
      if (figure !== undefined) figures.push(figure);
      if (name !== undefined) names.push(name);
    }
    return {
      figures: figures.length,
      valued: figures.some((figure) => figure !== 'count'),
      names,
      roles: matches.filter(({ groups }) => groups.includes('roles')).length,
    };
  };
}

/** The words that may be specifics: not those of dates, nor of harmless phrases and logistics. */
function tellingWords(
  { from, to }: WordRun,
  matches: readonly PhraseMatch[],
  dated: (at: number) => boolean,
): readonly number[] {
  const quiet = matches.filter(isQuiet);
  const telling: number[] = [];
  let next = 0;
  for (let at = from; at < to; at++) {
    if (at >= (quiet[next]?.to ?? to)) next++;
    if (at < (quiet[next]?.from ?? to) && !dated(at)) telling.push(at);
  }
  return telling;
}

function isQuiet({ groups }: PhraseMatch): boolean {
  return groups.includes('logistics') || groups.includes('neutral');
}

function pointsOf(
  lexicon: NoteLexicon,
  words: readonly NoteWord[],
  matches: readonly PhraseMatch[],
  figured: boolean,
): Points {
  const vague = matches.some(({ groups }) => groups.includes('vague'));
  let { what, why } = NOTHING;
  let topicsTo = -1;
  for (const match of matches) {
    if (match.groups.includes('topics')) topicsTo = clauseEnd(words, match.to);
    const topic = match.from < topicsTo;
    for (const group of match.groups) {
      const points = pointGroup(lexicon, group);
      if (idle(group, { topic, figured, vague })) continue;
      what += points.what;
      why += points.why;
    }
  }
  return { what, why };
}

/** Topics tell nothing unless a figure stands beside them, and "he said something" tells nothing. */
function idle(group: string, of: { topic: boolean; figured: boolean; vague: boolean }): boolean {
  const ground = group === 'reason' || group === 'stake';
  return (of.topic && !(of.figured && ground)) || (of.vague && group === 'told');
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

function pointGroup(lexicon: NoteLexicon, group: string): Points {
  switch (group) {
    case 'learned':
    case 'stance':
    case 'told':
    case 'reason':
    case 'stake':
      return lexicon.points[group];
    default:
      return NOTHING;
  }
}

function limitsOf(
  words: readonly NoteWord[],
  { from, to }: WordRun,
  limits: PhraseFinder,
  dated: (at: number) => boolean,
): boolean {
  return limits(words, from, to).some((match) => dated(match.to) || dated(match.to + 1));
}
