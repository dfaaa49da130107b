import { createPhraseFinder, type PhraseMatch } from './note-phrases.ts';
import type { Vocabulary } from './note-terms.ts';
import type { NoteWord } from './note-words.ts';
import type { PasteLexicon } from './paste-lexicon.ts';

/** A run of words `from` up to, not including, `to`. */
export type WordRun = { readonly from: number; readonly to: number };

/** Which words of a note nobody wrote as a note, in order and apart from one another. */
export type PasteFinder = (words: readonly NoteWord[]) => readonly WordRun[];

/** A line of a note: its words, and the groups of the phrases found in it, as bits. */
type Line = WordRun & { readonly blank: boolean; readonly first: string; readonly groups: number };

type Note = { readonly words: readonly NoteWord[]; readonly lines: readonly Line[] };

/** A detector names the runs of lines that it holds for pasted. */
type Detector = (note: Note) => readonly WordRun[];

const NONE: readonly WordRun[] = [];

/** Groups of phrases, as bits. */
type Groups = { readonly greetings: number; readonly signOffs: number; readonly letterPhrases: number };

/**
 * Finds pasted mail threads, invites, transcripts, machine summaries, system messages, letters and signatures.
 * Linear in the number of words.
 */
export function createPasteFinder(lexicon: PasteLexicon, vocabulary: Vocabulary): PasteFinder {
  const { find, bit } = createPhraseFinder(
    {
      threads: lexicon.threads,
      machines: lexicon.machines,
      system: lexicon.system,
      greetings: lexicon.greetings,
      signOffs: lexicon.signOffs,
      letterPhrases: lexicon.letterPhrases,
    },
    new Set(),
    vocabulary,
  );
  const letters = {
    greetings: bit('greetings'),
    signOffs: bit('signOffs'),
    letterPhrases: bit('letterPhrases'),
  };
  const detectors = [
    quotedThread(lexicon),
    markedThread(bit('threads')),
    machineSummary(lexicon, bit('machines')),
    transcript(lexicon),
    letter(lexicon, letters),
    quotedLines,
    systemLines(bit('system')),
  ];
  return (words) => {
    const note = { words, lines: linesOf(words, find(words), letters) };
    return union(detectors.flatMap((detect) => detect(note)));
  };
}

function linesOf(words: readonly NoteWord[], matches: readonly PhraseMatch[], letters: Groups): readonly Line[] {
  const lines: Line[] = [];
  let next = 0;
  for (let from = 0; from <= words.length; ) {
    const to = lineEnd(words, from);
    let groups = 0;
    for (let match = matches[next]; match !== undefined && match.from <= to; match = matches[++next])
      groups |= countingHere(match, { from, to }, letters);
    lines.push({ from, to, blank: to === from, first: words[from]?.text ?? '', groups });
    from = to + 1;
  }
  return lines;
}

function lineEnd(words: readonly NoteWord[], from: number): number {
  let to = from;
  while (to < words.length && words[to]?.kind !== 'break') to++;
  return to;
}

/** A greeting begins its line; a sign-off is all of it, but for a comma or a dash. */
function countingHere(match: PhraseMatch, { from, to }: WordRun, { greetings, signOffs }: Groups): number {
  const greets = match.from === from;
  const signsOff = match.from <= from + 1 && match.to >= to - 1;
  return match.groups & ~((greets ? 0 : greetings) | (signsOff ? 0 : signOffs));
}

/** Overlapping and touching runs made one, in order. */
function union(runs: readonly WordRun[]): readonly WordRun[] {
  if (runs.length === 0) return NONE;
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of [...runs].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = joined.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

function fromLine(note: Note, line: Line | undefined): readonly WordRun[] {
  return line ? [{ from: line.from, to: note.words.length }] : NONE;
}

/** `From: … Sent: …` headers, or `On … wrote:`: from there on it is somebody's mail. */
function quotedThread(lexicon: PasteLexicon): Detector {
  const headers = new Set(lexicon.headers);
  const subjects = new Set(lexicon.subjects);
  const openers = new Set(lexicon.quoteOpeners);
  const verbs = new Set(lexicon.quoteVerbs);
  const isHeader = (words: readonly NoteWord[], { from, to }: Line): boolean => {
    const colon = words[from + 1]?.text === ':' ? from + 1 : words[from + 2]?.text === ':' ? from + 2 : -1;
    if (colon === -1 || colon + 1 >= to) return false;
    return headers.has(
      colon === from + 1 ? (words[from]?.text ?? '') : `${words[from]?.text} ${words[from + 1]?.text}`,
    );
  };
  const isSubject = (words: readonly NoteWord[], { from, first }: Line): boolean =>
    subjects.has(first) && words[from + 1]?.text === ':';
  const isAttribution = (words: readonly NoteWord[], { from, to, first }: Line): boolean =>
    openers.has(first) && words[to - 1]?.text === ':' && words.slice(from, to).some(({ text }) => verbs.has(text));
  return (note) => {
    const heads = note.lines.filter((line) => isHeader(note.words, line));
    const head = heads.length >= lexicon.headerLines ? heads[0] : undefined;
    const subject = note.lines.find((line, at) => isSubject(note.words, line) && note.lines[at + 1]?.blank === true);
    const attribution = note.lines.find((line) => isAttribution(note.words, line));
    return [head, subject, attribution].flatMap((line) => fromLine(note, line));
  };
}

function markedThread(threads: number): Detector {
  return (note) =>
    fromLine(
      note,
      note.lines.find(({ groups }) => (groups & threads) !== 0),
    );
}

/** A machine's summary names its maker, at the top or the bottom, or shows itself by its headings. */
function machineSummary(lexicon: PasteLexicon, machines: number): Detector {
  const headings = new Set(lexicon.machineHeadings);
  const headingOf = (words: readonly NoteWord[], { from, to }: Line): string => {
    const start = words.slice(from, to).findIndex(({ kind }) => kind === 'word');
    if (start === -1) return '';
    const name: string[] = [];
    for (let at = from + start; at < to && name.length < 4 && words[at]?.text !== ':'; at++)
      if (words[at]?.kind === 'word') name.push(words[at]?.text ?? '');
    return headings.has(name.join(' ')) ? name.join(' ') : '';
  };
  return (note) => {
    const at = note.lines.findIndex(({ groups }) => (groups & machines) !== 0);
    if (at === -1 && note.lines.length < lexicon.headingsOfMachine) return NONE;
    const names = note.lines.map((line) => headingOf(note.words, line));
    const first = note.lines[names.findIndex((name) => name !== '')];
    if (at === -1) return distinct(names) < lexicon.headingsOfMachine ? NONE : fromLine(note, first);
    const paragraph = topOf(note.lines, at);
    return fromLine(note, first && paragraph && first.from < paragraph.from ? first : paragraph);
  };
}

/** The first line of the paragraph that a line belongs to. */
function topOf(lines: readonly Line[], at: number): Line | undefined {
  let top = at;
  while (top > 0 && lines[top - 1]?.blank === false) top--;
  return lines[top];
}

function distinct(names: readonly string[]): number {
  return new Set(names.filter((name) => name !== '')).size;
}

/** A line of a transcript: who speaks, and whether the line carries a clock time. */
type Turn = { readonly line: Line; readonly speaker: string; readonly timed: boolean };

/** Lines `Name: …` with a name that comes back, or lines that carry a clock time and a speaker. */
function transcript(lexicon: PasteLexicon): Detector {
  return ({ words, lines }) => {
    if (lines.length < lexicon.transcriptLines) return NONE;
    const turns = lines.map((line) => turnOf(words, line)).filter(({ speaker }) => speaker !== '');
    const speakers = new Set(turns.map(({ speaker }) => speaker));
    const timed = turns.filter((turn) => turn.timed).length;
    const repeated = turns.length >= lexicon.transcriptLines && speakers.size < turns.length;
    return repeated || timed >= lexicon.transcriptLines ? fromLine({ words, lines }, turns[0]?.line) : NONE;
  };
}

/** `Dan Ortiz: hi`, `[00:01:07] Speaker 2: …`, `Dan Ortiz (00:12)`: the speaker is blank where a line is none. */
function turnOf(words: readonly NoteWord[], line: Line): Turn {
  let at = line.from;
  while (at < line.to && words[at]?.kind !== 'word') at++;
  const timed = words.slice(line.from, at).filter(({ kind }) => kind === 'number').length >= 2;
  const end = nameEnd(words, at, line.to);
  const stop = words[end]?.text;
  const introduced = end > at && (stop === ':' || stop === '(' || (timed && end === line.to));
  const speaker = introduced ? words.slice(at, end).map(({ text }) => text) : [];
  return { line, speaker: speaker.join(' '), timed };
}

/** Up to three capitalized words or numbers make a name. */
function nameEnd(words: readonly NoteWord[], from: number, to: number): number {
  let at = from;
  while (at < to && at < from + 3 && (words[at]?.kind === 'number' || words[at]?.capital !== 'none')) at++;
  return at;
}

/** A mail without its headers: greeting, phrases of courtesy, sign-off. */
function letter(lexicon: PasteLexicon, { greetings, signOffs, letterPhrases }: Groups): Detector {
  return (note) => {
    const greeting = note.lines.find(({ groups }) => (groups & greetings) !== 0);
    const signOff = note.lines.find(({ groups }) => (groups & signOffs) !== 0);
    if (!greeting && !signOff) return NONE;
    const courtesies = note.lines.filter(({ groups }) => (groups & letterPhrases) !== 0).length;
    const marks = Number(greeting !== undefined) + Number(signOff !== undefined) + courtesies;
    return marks >= lexicon.letterMarks ? fromLine(note, greeting ?? note.lines[0]) : fromLine(note, signOff);
  };
}

function quotedLines(note: Note): readonly WordRun[] {
  return note.lines.filter(({ first }) => first === '>');
}

function systemLines(system: number): Detector {
  return (note) => note.lines.filter(({ groups }) => (groups & system) !== 0);
}
