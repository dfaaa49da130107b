import { terminalSafe } from '../../../lib/escape.ts';
import type { Face, Fonts } from './fonts.ts';

/** A piece of a word that is drawn in one face. */
export interface Run {
  readonly text: string;
  readonly face: Face;
}

/** A word; words of right-to-left scripts stand from right to left among themselves. */
export interface Word {
  readonly runs: readonly Run[];
  readonly isRightToLeft: boolean;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const MARK = /^\p{M}$/u;

/** What stands for a character that no face has: its code, so that nothing is lost and nothing looks like another name. */
const standIn = (character: string): string =>
  `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;

function wordOf(text: string, face: Face, fonts: Fonts): Word {
  const runs: { text: string; face: Face }[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    if (last !== undefined && MARK.test(character) && fonts.faceFor(character, last.face) === last.face) {
      last.text += character;
      continue;
    }
    const found = fonts.faceFor(character, face);
    const [shown, drawn] = found === undefined ? [standIn(character), 'sans' as const] : [character, found];
    if (last !== undefined && last.face === drawn) last.text += shown;
    else runs.push({ text: shown, face: drawn });
  }
  return { runs, isRightToLeft: RIGHT_TO_LEFT.test(text) };
}

/** Whether a text holds a character that only its code can stand for. */
export const hasStandIns = (text: string, fonts: Fonts): boolean =>
  [...terminalSafe(text)].some((character) => character !== ' ' && fonts.faceFor(character, 'sans') === undefined);

const broken = (word: string, longest: number): readonly string[] => {
  const characters = [...word];
  if (characters.length <= longest) return [word];
  return Array.from({ length: Math.ceil(characters.length / longest) }, (_, i) =>
    characters.slice(i * longest, (i + 1) * longest).join(''),
  );
};

/**
 * Text from a CRM as words that can be drawn; controls are shown as their pictures and reorder nothing. Words of more
 * characters than `longest` are broken: addresses, hashes, scripts without spaces.
 */
export const wordsOf = (text: string, face: Face, fonts: Fonts, longest: number): readonly Word[] =>
  terminalSafe(text)
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => broken(word, longest))
    .map((word) => wordOf(word, face, fonts));

/** A line as it is seen: neighbors of right-to-left scripts change places. */
export function visualOrder(words: readonly Word[]): readonly Word[] {
  const ordered: Word[] = [];
  let turned: Word[] = [];
  for (const word of words) {
    if (word.isRightToLeft) {
      turned = [word, ...turned];
      continue;
    }
    ordered.push(...turned, word);
    turned = [];
  }
  return [...ordered, ...turned];
}
