/** First and last code points that fill two columns: East Asian Wide and Fullwidth of Unicode 14, gaps included. */
const WIDE =
  `1100-115f 231a-231b 2329-232a 23e9-23ec 23f0-23f0 23f3-23f3 25fd-25fe 2614-2615 2648-2653 267f-267f 2693-2693
  26a1-26a1 26aa-26ab 26bd-26be 26c4-26c5 26ce-26ce 26d4-26d4 26ea-26ea 26f2-26f3 26f5-26f5 26fa-26fa 26fd-26fd
  2705-2705 270a-270b 2728-2728 274c-274c 274e-274e 2753-2755 2757-2757 2795-2797 27b0-27b0 27bf-27bf 2b1b-2b1c
  2b50-2b50 2b55-2b55 2e80-303e 3041-3247 3250-4dbf 4e00-a4c6 a960-a97c ac00-d7a3 f900-fad9 fe10-fe19 fe30-fe6b
  ff01-ff60 ffe0-ffe6 16fe0-18cd5 18d00-18d08 1aff0-1b122 1b150-1b2fb 1f004-1f004 1f0cf-1f0cf 1f18e-1f18e 1f191-1f19a
  1f200-1f265 1f300-1f320 1f32d-1f335 1f337-1f37c 1f37e-1f393 1f3a0-1f3ca 1f3cf-1f3d3 1f3e0-1f3f0 1f3f4-1f3f4
  1f3f8-1f43e 1f440-1f440 1f442-1f4fc 1f4ff-1f53d 1f54b-1f54e 1f550-1f567 1f57a-1f57a 1f595-1f596 1f5a4-1f5a4
  1f5fb-1f64f 1f680-1f6c5 1f6cc-1f6cc 1f6d0-1f6d2 1f6d5-1f6df 1f6eb-1f6ec 1f6f4-1f6fc 1f7e0-1f7f0 1f90c-1f93a
  1f93c-1f945 1f947-1f9ff 1fa70-1faff 20000-3fffd`
    .split(/[\s-]+/)
    .map((code) => Number.parseInt(code, 16));

const ZERO_WIDTH = /[\p{Mn}\p{Me}\p{Cc}\p{Default_Ignorable_Code_Point}\u1160-\u11ff\ud7b0-\ud7ff]/u;
const BEYOND_ASCII = /[^\u0020-\u007e]/;
const JOINER = '\u200d';
const EMOJI_STYLE = '\ufe0f';

/** One character with the marks that sit on it: never to be torn apart. */
interface Cluster {
  readonly text: string;
  readonly width: number;
}

/**
 * Columns that a line takes on a terminal: two for East Asian wide characters and emoji, none for combining marks. Skin
 * tones and joined emoji take the room of the first.
 */
export function displayWidth(text: string): number {
  if (!BEYOND_ASCII.test(text)) return text.length;
  let width = 0;
  for (const cluster of clusters(text)) width += cluster.width;
  return width;
}

/** Cuts a line to `width` columns, the last of them `…` where something is missing; reads no further than it must. */
export function truncate(text: string, width: number): string {
  let kept = '';
  let used = 0;
  for (const cluster of clusters(text)) {
    used += cluster.width;
    if (used > width) return width < 1 ? '' : `${kept.trimEnd()}…`;
    if (used < width) kept += cluster.text;
  }
  return text;
}

/**
 * Breaks text into lines of at most `width` columns, between words where possible; `\n` always breaks. A word that is
 * too long is cut; a character wider than the line stands alone on it. There is always at least one line.
 */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, Math.max(1, width)));
}

function wrapParagraph(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of paragraph.split(' ').filter((part) => part !== '')) {
    const needed = displayWidth(word);
    if (line !== '' && used + 1 + needed <= width) {
      line += ` ${word}`;
      used += 1 + needed;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = needed <= width ? [word] : cut(word, width);
    line = pieces.pop() ?? '';
    used = displayWidth(line);
    for (const piece of pieces) lines.push(piece);
  }
  lines.push(line);
  return lines;
}

function cut(word: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const cluster of clusters(word)) {
    if (piece !== '' && used + cluster.width > width) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += cluster.text;
    used += cluster.width;
  }
  pieces.push(piece);
  return pieces;
}

/** Our own rather than `Intl.Segmenter`, whose answers change with the runtime's Unicode version. */
function* clusters(text: string): Generator<Cluster> {
  let open: Cluster = { text: '', width: 0 };
  for (const character of text) {
    const width = columns(character);
    if (width === 0 || (open.width === 2 && open.text.endsWith(JOINER))) {
      open = { text: open.text + character, width: character === EMOJI_STYLE && open.width > 0 ? 2 : open.width };
      continue;
    }
    if (open.text !== '') yield open;
    open = { text: character, width };
  }
  if (open.text !== '') yield open;
}

function columns(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return code < 32 || (code >= 127 && code < 160) || code === 0xad ? 0 : 1;
  if (isSkinTone(code) || ZERO_WIDTH.test(character)) return 0;
  return isWide(code) ? 2 : 1;
}

function isSkinTone(code: number): boolean {
  return code >= 0x1f3fb && code <= 0x1f3ff;
}

function isWide(code: number): boolean {
  let low = 0;
  let high = WIDE.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((WIDE[middle * 2 + 1] ?? 0) < code) low = middle + 1;
    else high = middle;
  }
  return (WIDE[low * 2] ?? code + 1) <= code;
}
