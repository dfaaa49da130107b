import { createRequire } from 'node:module';
import { type Face, type Fonts, openFonts } from './fonts.ts';
import { hasStandIns, type Run, visualOrder, type Word, wordsOf } from './runs.ts';

/** How a text is set. */
export interface Setting {
  readonly face?: Face;
  readonly size?: number;
  readonly color?: string;
  readonly align?: 'left' | 'center' | 'right';
  /** Space between letters. */
  readonly spacing?: number;
  /** Lines at most; what is longer ends in …. */
  readonly lines?: number;
}

/** Where a text goes: the upper left corner, and how wide it may be. Points. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A page to draw on. Every method that sets text gives back the height that it took. */
export interface Paper {
  readonly text: (text: string, place: Place, setting?: Setting) => number;
  readonly height: (text: string, width: number, setting?: Setting) => number;
  readonly rule: (x: number, y: number, width: number, color?: string) => void;
  readonly frame: (x: number, y: number, width: number, height: number, line: number, color: string) => void;
  readonly box: (x: number, y: number, width: number, height: number, color: string) => void;
  readonly link: (place: Place, height: number, url: string) => void;
  readonly page: () => void;
  readonly lacks: (texts: readonly string[]) => boolean;
  readonly end: () => Uint8Array;
}

/** A4. What is drawn keeps to what A4 and Letter have in common, so that it prints on both. */
export const page = { width: 595.28, height: 841.89, left: 54, right: 541.28, top: 62, bottom: 780 } as const;

export const ink = { text: '#14212b', quiet: '#51606c', line: '#c3ccd3', brand: '#134e4a', gold: '#8a6a1f' } as const;

const LEADING = 1.32;

interface Pen {
  readonly widthOf: (word: Word, setting: Setting) => number;
  readonly draw: (run: Run, x: number, y: number, setting: Setting) => number;
}

const SPACE = 0.32;
const sizeOf = ({ size = 8.5 }: Setting): number => size;
const gapOf = (setting: Setting): number => sizeOf(setting) * SPACE + (setting.spacing ?? 0) * 1.5;

/** How many characters are sure to go on a line: stand-ins for what has no glyph take eight times the room, and are rare. */
const longest = (width: number, setting: Setting): number => Math.max(4, Math.floor(width / (sizeOf(setting) * 0.72)));

/** Lines of words no wider than they may be; the last that fits ends in … where there are more. */
function linesOf(words: readonly Word[], width: number, setting: Setting, pen: Pen): readonly (readonly Word[])[] {
  const gap = gapOf(setting);
  const lines: Word[][] = [];
  let line: Word[] = [];
  let used = 0;
  for (const word of words) {
    const wide = pen.widthOf(word, setting);
    if (line.length > 0 && used + gap + wide > width) {
      lines.push(line);
      line = [];
      used = 0;
    }
    used += (line.length > 0 ? gap : 0) + wide;
    line.push(word);
  }
  if (line.length > 0) lines.push(line);
  const { lines: most = 50 } = setting;
  if (lines.length <= most) return lines;
  const last = lines[most - 1] ?? [];
  const kept = last.length > 1 ? last.slice(0, -1) : last;
  return [
    ...lines.slice(0, most - 1),
    [...kept, { runs: [{ text: '…', face: setting.face ?? 'sans' }], isRightToLeft: false }],
  ];
}

function setText(text: string, place: Place, setting: Setting, fonts: Fonts, pen: Pen): number {
  const words = wordsOf(text, setting.face ?? 'sans', fonts, longest(place.width, setting));
  const lines = linesOf(words, place.width, setting, pen);
  const [gap, leading] = [gapOf(setting), sizeOf(setting) * LEADING];
  for (const [i, line] of lines.entries()) {
    const wide = line.reduce((sum, word) => sum + pen.widthOf(word, setting), gap * (line.length - 1));
    const spare = Math.max(0, place.width - wide);
    let x = place.x + (setting.align === 'center' ? spare / 2 : setting.align === 'right' ? spare : 0);
    for (const word of visualOrder(line)) {
      for (const run of word.runs) x += pen.draw(run, x, place.y + i * leading, setting);
      x += gap;
    }
  }
  return lines.length * leading;
}

/**
 * Opens a document whose bytes depend on nothing but what is drawn: its date is given, and nothing is compressed, since
 * how well zlib compresses differs from machine to machine.
 */
export function openPaper({ title, at }: { readonly title: string; readonly at: Date }): Paper {
  // As an ES module, pdfkit picks the build for browsers on Node 20.
  const PDFDocument: typeof import('pdfkit') = createRequire(import.meta.url)('pdfkit');
  const fonts = openFonts();
  const doc = new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    compress: false,
    lang: 'en',
    displayTitle: true,
    info: { Title: title, Creator: 'threadcount', Producer: 'threadcount', CreationDate: at, ModDate: at },
  });
  for (const face of ['sans', 'bold', 'serif', 'strong', 'mono'] as const) doc.registerFont(face, fonts.pathOf(face));
  const widthOfRun = ({ text, face }: Run, setting: Setting): number =>
    doc
      .font(face)
      .fontSize(sizeOf(setting))
      .widthOfString(text, { characterSpacing: setting.spacing ?? 0 });
  const pen: Pen = {
    widthOf: ({ runs }, setting) => runs.reduce((sum, run) => sum + widthOfRun(run, setting), 0),
    draw: (run, x, y, setting) => {
      const wide = widthOfRun(run, setting);
      doc.fillColor(setting.color ?? ink.text).text(run.text, x, y, {
        lineBreak: false,
        characterSpacing: setting.spacing ?? 0,
      });
      return wide;
    },
  };
  return {
    text: (text, place, setting = {}) => setText(text, place, setting, fonts, pen),
    height: (text, width, setting = {}) =>
      linesOf(wordsOf(text, setting.face ?? 'sans', fonts, longest(width, setting)), width, setting, pen).length *
      sizeOf(setting) *
      LEADING,
    rule: (x, y, width, color = ink.line) => {
      doc
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(0.6)
        .strokeColor(color)
        .stroke();
    },
    frame: (x, y, width, height, line, color) => {
      doc.rect(x, y, width, height).lineWidth(line).strokeColor(color).stroke();
    },
    box: (x, y, width, height, color) => {
      doc.roundedRect(x, y, width, height, 3).fillColor(color).fill();
    },
    link: ({ x, y, width }, height, url) => {
      doc.link(x, y, width, height, url);
    },
    page: () => {
      doc.addPage();
    },
    lacks: (texts) => texts.some((text) => hasStandIns(text, fonts)),
    end: () => {
      doc.end();
      const bytes: unknown = doc.read();
      return bytes instanceof Uint8Array ? bytes : new Uint8Array();
    },
  };
}
