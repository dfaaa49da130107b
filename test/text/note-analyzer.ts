import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createDateFinder, createTokenDateFinder } from '../../src/text/dates.ts';
import { dateLexiconSchema } from '../../src/text/lexicon.ts';
import { createNoteAnalyzer, type NoteJudgment } from '../../src/text/note.ts';
import { noteLexiconSchema } from '../../src/text/note-lexicon.ts';
import { pasteLexiconSchema } from '../../src/text/paste-lexicon.ts';

/** A shipped lexicon as plain data. */
function readLexicon(name: string): unknown {
  return parse(readFileSync(new URL(`../../rules/lexicons/${name}.yaml`, import.meta.url), 'utf8'));
}

const noteLexicon = noteLexiconSchema.parse(readLexicon('note'));
const pasteLexicon = pasteLexiconSchema.parse(readLexicon('paste'));
const findDates = createDateFinder(
  createTokenDateFinder(dateLexiconSchema.parse(readLexicon('dates')), { dateOrder: 'mdy' }),
);
const analyze = createNoteAnalyzer({ note: noteLexicon, paste: pasteLexicon }, findDates);

function dayOfIso(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
}

/** Judges a note written on Wednesday, November 18, 2026, or on the day given. */
export function judgeNote(text: string | null, writtenAt = '2026-11-18'): NoteJudgment {
  return analyze({ text, writtenDay: dayOfIso(writtenAt), asOfDay: dayOfIso('2026-11-18') });
}
