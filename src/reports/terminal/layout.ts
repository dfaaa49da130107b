import { displayWidth, truncate, wrap } from '../../lib/escape.ts';
import { ink, type Line, type Span, widthOf } from './ink.ts';

const space = (columns: number): Span => ink(' '.repeat(Math.max(0, columns)));

/** A line moved to the right. */
export const indented = (columns: number, line: Line): Line => [space(columns), ...line];

/** Cuts a line to `width` columns, the last of them `…` where something is missing. */
export function cropped(line: Line, width: number): Line {
  if (widthOf(line) <= width) return line;
  let room = width;
  return line.flatMap(({ text, ...how }) => {
    if (room <= 0) return [];
    const needed = displayWidth(text);
    // Text that just fits must make room for the mark too, since more would follow.
    const fitted = needed < room ? text : truncate(`${text}  `, room);
    room = needed < room ? room - needed : 0;
    return [{ ...how, text: fitted }];
  });
}

/** A cell of exactly `width` columns. */
export function cell(line: Line, width: number, side: 'left' | 'right' = 'left'): Line {
  const fitted = cropped(line, width);
  const gap = space(width - widthOf(fitted));
  return side === 'left' ? [...fitted, gap] : [gap, ...fitted];
}

/** A word may change its tone halfway, as a quoted value with its comma does. */
type Word = readonly Span[];

function wordsOf(line: Line): Word[] {
  const words: Span[][] = [];
  let isOpen = false;
  for (const { text, ...how } of line) {
    text.split(' ').forEach((part, i) => {
      if (i > 0) isOpen = false;
      if (part === '') return;
      const piece = { ...how, text: part };
      if (isOpen) words.at(-1)?.push(piece);
      else words.push([piece]);
      isOpen = true;
    });
  }
  return words;
}

const cutWord = (word: Word, width: number): Word[] =>
  widthOf(word) <= width
    ? [word]
    : word.flatMap(({ text, ...how }) => wrap(text, width).map((piece) => [{ ...how, text: piece }]));

const isAlike = (a: Span, b: Span): boolean => a.tone === b.tone && a.link === b.link;

/** Puts a piece behind others: what looks and leads alike becomes one, the blank between included. */
function append(spans: Span[], piece: Span, gap: string): void {
  const last = spans.at(-1);
  if (last !== undefined && isAlike(last, piece))
    spans[spans.length - 1] = { ...last, text: `${last.text}${gap}${piece.text}` };
  else spans.push(...(gap === '' ? [] : [space(1)]), piece);
}

function joined(words: readonly Word[]): Line {
  const spans: Span[] = [];
  for (const [i, word] of words.entries())
    for (const [j, piece] of word.entries()) append(spans, piece, i > 0 && j === 0 ? ' ' : '');
  return spans;
}

/**
 * Text set in lines of at most `width` columns, all of them `indent` columns from the left and those after the first
 * `hang` more. Words too long for a line are cut.
 */
export function flow(line: Line, width: number, { indent = 0, hang = 0 } = {}): Line[] {
  const room = Math.max(1, width - indent - hang);
  const rows: Word[][] = [[]];
  let used = 0;
  for (const word of wordsOf(line).flatMap((one) => cutWord(one, room))) {
    const needed = widthOf(word);
    const limit = rows.length === 1 ? room + hang : room;
    if (used > 0 && used + 1 + needed > limit) {
      rows.push([word]);
      used = needed;
    } else {
      rows.at(-1)?.push(word);
      used += needed + (used > 0 ? 1 : 0);
    }
  }
  return rows.map((words, i) => indented(i === 0 ? indent : indent + hang, joined(words)));
}
