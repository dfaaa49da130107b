import { createFigureReader } from './note-figures.ts';
import type { NoteLexicon } from './note-lexicon.ts';
import { createNameReader } from './note-names.ts';
import { createPhraseFinder, type PhraseMatch } from './note-phrases.ts';
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
export function createEvidenceFinder(lexicon: NoteLexicon): (words: readonly NoteWord[]) => readonly PhraseMatch[] {
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
  );
}

/** Compiles the weighing of sentences. */
export function createEvidenceReader(lexicon: NoteLexicon): EvidenceReader {
  const figureAt = createFigureReader(lexicon);
  const nameAt = createNameReader(lexicon);
  const limits = createPhraseFinder({ limits: lexicon.limits }, new Set());
  return (words, sentence, matches, dated) => {
    const quiet = new Set<number>();
    for (const match of matches)
      if (match.groups.includes('logistics') || match.groups.includes('neutral'))
        for (let at = match.from; at < match.to; at++) quiet.add(at);
    const names: string[] = [];
    let figures = 0;
    let valued = false;
    for (let at = sentence.from; at < sentence.to; at++) {
      if (dated(at) || quiet.has(at)) continue;
      const figure = figureAt(words, at);
      if (figure) figures++;
      if (figure && figure.of !== 'count') valued = true;
      const name = nameAt(words, at, sentence.from);
      if (name !== undefined) names.push(name);
    }
    const points = pointsOf(lexicon, words, matches, figures > 0);
    const limited = points.what > 0 && limitsOf(words, sentence, limits, dated);
    return {
      what: points.what,
      why: points.why + (limited ? lexicon.deadline.why : 0),
      figures,
      valued,
      names,
      roles: matches.filter(({ groups }) => groups.includes('roles')).length,
    };
  };
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
    for (const group of match.groups) {
      const points = pointGroup(lexicon, group);
      const ground = group === 'reason' || group === 'stake';
      if ((match.from < topicsTo && !(figured && ground)) || (vague && group === 'told')) continue;
      what += points.what;
      why += points.why;
    }
  }
  return { what, why };
}

/** A list of topics ends with its clause: "discussed pricing, they want 10 % off". */
function clauseEnd(words: readonly NoteWord[], from: number): number {
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
  limits: (words: readonly NoteWord[]) => readonly PhraseMatch[],
  dated: (at: number) => boolean,
): boolean {
  return limits(words.slice(from, to)).some((match) => dated(from + match.to) || dated(from + match.to + 1));
}
