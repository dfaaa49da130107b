import { isPlainUrl } from '../../../lib/plain-url.ts';
import type { Sheet, SheetCriterion, SheetExcerpt } from '../sheet.ts';
import { ink, type Paper, page } from './paper.ts';

const width = page.right - page.left;
const center = { x: page.left, width } as const;

const levelColors = [
  ['#e9ecef', '#4c5966'],
  ['#fbdcd6', '#8a1c10'],
  ['#fdebc4', '#6f4300'],
  ['#d3eedd', '#12522f'],
  ['#157048', '#ffffff'],
] as const;

/** The double frame, well within what A4 and Letter both print. */
export function frame(paper: Paper): void {
  paper.frame(36, 40, page.width - 72, page.height - 80, 0.8, ink.brand);
  paper.frame(40, 44, page.width - 80, page.height - 88, 0.4, ink.brand);
  paper.frame(42, 46, page.width - 84, page.height - 92, 0.4, ink.brand);
}

export function heading(paper: Paper, title: string, x: number, y: number): number {
  return (
    y + paper.text(title.toUpperCase(), { x, y, width }, { face: 'bold', size: 6.6, color: ink.quiet, spacing: 0.5 })
  );
}

function head(paper: Paper, sheet: Sheet): number {
  const { kind, name, about, claim, certification, points, reasons, verdict } = sheet;
  let y: number = page.top;
  const line = (text: string, setting: Parameters<Paper['text']>[2], gap = 0): void => {
    y += gap + paper.text(text, { ...center, y: y + gap }, { align: 'center', ...setting });
  };
  line('THREADCOUNT', { face: 'bold', size: 7.5, color: ink.brand, spacing: 1.8 });
  line(kind.toUpperCase(), { size: 9.5, color: ink.gold, spacing: 2 }, 10);
  line(name, { face: 'serif', size: name.length > 28 ? 20 : 27, lines: 2 }, 3);
  line(about, { size: 8, color: ink.quiet, lines: 1 });
  line(claim, { size: 10 }, 5);
  line(certification, { face: 'strong', size: 17, color: ink.brand, lines: 1 });
  line(points, { size: 8.5, color: ink.quiet }, 1);
  if (verdict !== 'certified') for (const reason of reasons) line(reason, { size: 8, lines: 2 }, 1);
  return y;
}

function facts(paper: Paper, sheet: Sheet, top: number): number {
  paper.rule(page.left, top, width);
  const share = width / sheet.facts.length;
  const heights = sheet.facts.map(([label, value], i) => {
    const x = page.left + i * share;
    const y = heading(paper, label, x, top + 6);
    return y + paper.text(value, { x, y, width: share - 10 }, { face: 'bold', size: 8.2, lines: 3 });
  });
  const bottom = Math.max(...heights) + 5;
  paper.rule(page.left, bottom, width);
  return bottom;
}

function criterion(paper: Paper, one: SheetCriterion, top: number): number {
  const [ground, color] = levelColors[one.level ?? 0] ?? levelColors[0];
  const text = { x: page.left + 28, width: 250 };
  const titled = top + paper.text(one.title, { ...text, y: top }, { face: 'bold', size: 8.5, lines: 1 });
  const left = titled + paper.text(one.standard, { ...text, y: titled }, { size: 7.2, color: ink.quiet, lines: 2 });
  const words = top + 3 + paper.text(one.words, { x: 342, y: top + 3, width: 96 }, { size: 7.6, lines: 3 });
  const rate = { x: 442, width: page.right - 442 };
  const passed = top + 3 + paper.text(one.rate, { ...rate, y: top + 3 }, { size: 7.6, align: 'right', lines: 1 });
  const range =
    passed + paper.text(one.range, { ...rate, y: passed }, { size: 6.8, align: 'right', color: ink.quiet, lines: 1 });
  const bottom = Math.max(left, words, range, top + 20) + 3;
  const middle = (top + bottom) / 2;
  paper.box(page.left, middle - 10, 20, 18, ground);
  paper.text(
    one.level === null ? '–' : String(one.level),
    { x: page.left, y: middle - 7, width: 20 },
    { face: 'bold', size: 10, color, align: 'center' },
  );
  paper.rule(page.left, bottom, width);
  return bottom + 3.5;
}

/** A finding and what it quotes, with a link to the record where it has a plain one. */
export function excerpt(paper: Paper, one: SheetExcerpt, x: number, top: number): number {
  const place = { x, y: top, width: page.right - x };
  const height = paper.text(`${one.record}: ${one.title}. ${one.quote}`, place, { size: 7.8, lines: 2 });
  if (one.url !== null && isPlainUrl(one.url)) paper.link(place, height, one.url);
  return top + height + 1.5;
}

function items(
  paper: Paper,
  title: string,
  texts: readonly string[],
  place: { readonly x: number; readonly y: number; readonly width: number },
): number {
  if (texts.length === 0) return place.y;
  let y = heading(paper, title, place.x, place.y);
  for (const text of texts) y += 1 + paper.text(text, { ...place, y: y + 1 }, { size: 7.8, lines: 3 });
  return y;
}

/** Height of what stands at the foot, from the bottom of the page. */
const FOOT = 122;

function foot(paper: Paper, { evaluator, hashes, verification }: Sheet, coach: string, note: string): void {
  let y: number = page.bottom - FOOT + 22;
  const half = width / 2 - 20;
  const names = [`Evaluated by ${evaluator}`, `Reinforcement with ${coach}`];
  for (const [i, name] of names.entries()) {
    const x = page.left + i * (half + 40);
    paper.rule(x, y, half, ink.text);
    paper.text(name, { x, y: y + 3, width: half }, { size: 7.2, color: ink.quiet, lines: 1 });
  }
  y += 21;
  paper.rule(page.left, y, width);
  y += 4;
  for (const [label, hash] of hashes.slice(0, 6)) {
    paper.text(label, { x: page.left, y, width: 150 }, { size: 6.2, color: ink.quiet, lines: 1 });
    y += paper.text(
      hash,
      { x: page.left + 155, y, width: width - 155 },
      { face: 'mono', size: 5.8, color: ink.quiet, lines: 1 },
    );
  }
  y += 2 + paper.text(verification, { ...center, y: y + 2 }, { face: 'mono', size: 5.9, lines: 3 });
  const words = `Decided on records and their upkeep; it says nothing about the person.${note}`;
  paper.text(words, { ...center, y }, { size: 6.2, color: ink.quiet, lines: 2 });
}

/** The first page: verdict, criteria, what the records show, what it relies on, and how to check it. */
export function front(
  paper: Paper,
  sheet: Sheet,
  { coach, note }: { readonly coach: string; readonly note: string },
): void {
  frame(paper);
  let y = facts(paper, sheet, head(paper, sheet) + 8);
  y = heading(paper, 'Criteria', page.left, y + 7) + 3;
  for (const one of sheet.criteria) y = criterion(paper, one, y);
  y += paper.text(
    `By the share of records passed: ${sheet.bandWords}.`,
    { ...center, y },
    { size: 7, color: ink.quiet, lines: 1 },
  );
  const room = page.bottom - FOOT;
  const half = width / 2 - 10;
  const below = { y: 0, width: half };
  const relied = sheet.reliance.reduce((sum, text) => sum + 1 + paper.height(text, half, { size: 7.8, lines: 3 }), 14);
  const shown = sheet.evidence.filter((_, i) => y + 18 + (i + 1) * 23 + relied < room);
  if (shown.length > 0) {
    y = heading(paper, 'Evidence, the gravest first', page.left, y + 6) + 1;
    for (const one of shown) y = excerpt(paper, one, page.left, y);
  }
  items(paper, 'Looked at', sheet.looked, { ...below, x: page.left, y: y + 5 });
  items(paper, 'Relies on', sheet.reliance, { ...below, x: page.left + half + 20, y: y + 5 });
  foot(paper, sheet, coach, note);
}
