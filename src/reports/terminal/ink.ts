import { Chalk, type ChalkInstance } from 'chalk';
import { displayWidth, terminalSafe } from '../../lib/escape.ts';
import { isPlainUrl } from '../../lib/plain-url.ts';

/** How a piece of text is meant; the paint decides how that looks. */
export type Tone = 'plain' | 'strong' | 'dim' | 'accent' | 'good' | 'fair' | 'bad' | 'alarm';

/** Text of one tone that is safe on a terminal. Made by `ink` alone. */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
  /** Where it leads on terminals that know links; a plain address. */
  readonly link?: string | undefined;
}

export type Line = readonly Span[];

export const blank: Line = [];

/** A blank at which no line breaks; printed as any other. */
export const tie = '\u00a0';

/** More characters than any place on the page shows: what follows is not even looked at. */
const most = 4096;

/**
 * The one way for text to get onto the paper, and the one place where it is made safe: before anything is measured or
 * cut, since a picture of a control character takes room.
 */
export const ink = (text: string, tone: Tone = 'plain'): Span => ({
  text: terminalSafe(text.length > most ? text.slice(0, most) : text),
  tone,
});

/** The same, leading to an address; text alone where the address is none that is safe to hand to a terminal. */
export const linked = (text: string, url: string | null, tone: Tone = 'plain'): Span =>
  url !== null && url.length <= LONGEST && isPlainUrl(url) ? { ...ink(text, tone), link: url } : ink(text, tone);

/** What terminals take as the address of a link. */
const LONGEST = 2000;

/** Columns that a line takes. */
export const widthOf = (line: Line): number => line.reduce((sum, { text }) => sum + displayWidth(text), 0);

const paints: Readonly<Record<Tone, (chalk: ChalkInstance) => (text: string) => string>> = {
  plain: () => String,
  strong: (chalk) => chalk.bold,
  dim: (chalk) => chalk.dim,
  accent: (chalk) => chalk.cyan,
  good: (chalk) => chalk.green,
  fair: (chalk) => chalk.yellow,
  bad: (chalk) => chalk.red,
  alarm: (chalk) => chalk.bold.red,
};

/** OSC 8, as terminals that know it take it; others may print it, so it is asked for. */
const asLink = (text: string, link: string): string => `\u001b]8;;${link}\u001b\\${text}\u001b]8;;\u001b\\`;

/** The lines as text, each ended by a line end and without trailing blanks. 16 colors: those of the reader's own theme. */
export function paint(lines: readonly Line[], isColored: boolean, isLinked = false): string {
  const chalk = new Chalk({ level: isColored ? 1 : 0 });
  const paintSpan = ({ text, tone, link }: Span): string => {
    if (text.trim() === '') return text;
    const painted = paints[tone](chalk)(text);
    return isLinked && link !== undefined ? asLink(painted, link) : painted;
  };
  return lines.map((line) => `${line.map(paintSpan).join('').replaceAll(tie, ' ').trimEnd()}\n`).join('');
}
