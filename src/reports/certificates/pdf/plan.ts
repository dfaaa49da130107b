import type { PlanSheet } from '../plan-sheet.ts';
import type { SheetExcerpt } from '../sheet.ts';
import { excerpt, frame, heading } from './front.ts';
import { ink, type Paper, page, type Setting } from './paper.ts';

const width = page.right - page.left;

/** Goes down the page as long as there is room; what does not fit is left out, and stands in the other forms. */
interface Column {
  readonly line: (text: string, setting: Setting, gap?: number, indent?: number) => void;
  readonly title: (text: string) => void;
  readonly excerpt: (one: SheetExcerpt) => void;
  readonly dates: (all: PlanSheet['dates']) => void;
}

function columnOn(paper: Paper): Column {
  let y: number = page.top;
  return {
    line: (text, setting, gap = 0, indent = 0) => {
      const room = width - indent;
      if (y + gap + paper.height(text, room, setting) > page.bottom) return;
      y += gap + paper.text(text, { x: page.left + indent, y: y + gap, width: room }, setting);
    },
    title: (text) => {
      if (y + 30 < page.bottom) y = heading(paper, text, page.left, y + 8) + 1;
    },
    excerpt: (one) => {
      if (y + 24 < page.bottom) y = excerpt(paper, one, page.left + 10, y + 1);
    },
    dates: (all) => {
      for (const [i, [label, day]] of all.entries()) {
        const x = page.left + i * (width / 2);
        paper.text(day, { x, y: heading(paper, label, x, y + 6), width: width / 2 }, { face: 'bold', size: 11 });
      }
      if (all.length > 0) y += 30;
    },
  };
}

function feedback({ title, line, excerpt: quote }: Column, { feedback: all }: PlanSheet): void {
  if (all.length > 0) title('What the records show');
  for (const { title: criterion, words, evidence } of all) {
    line(criterion, { face: 'bold', size: 8.5, lines: 1 }, 3);
    line(words, { size: 8, lines: 4 });
    for (const one of evidence) quote(one);
  }
}

function path({ title, line }: Column, { pathWords, path: steps, more }: PlanSheet): void {
  if (pathWords === null) return;
  title('The cheapest path');
  line(`${pathWords}.`, { size: 8 });
  for (const { points, record, title: rule, fix } of steps)
    line(`${points} ${record}: ${rule}. ${fix}`, { size: 7.8, lines: 2 }, 1.5, 10);
  if (more !== null) line(more, { size: 7.8, color: ink.quiet }, 1, 10);
}

/** The second page: what to mend, by when, with whom. */
export function planPage(paper: Paper, plan: PlanSheet, name: string): void {
  paper.page();
  frame(paper);
  const column = columnOn(paper);
  const { line, title } = column;
  line(plan.title, { face: 'strong', size: 16, color: ink.brand });
  line(name, { size: 9, color: ink.quiet, lines: 1 });
  column.dates(plan.dates);
  feedback(column, plan);
  path(column, plan);
  if (plan.practice.length > 0) title('To practice on');
  for (const prompt of plan.practice) line(prompt, { size: 8, lines: 4 }, 1);
  title('Reinforcement');
  line(`${plan.coach} coaches:`, { size: 8, lines: 1 });
  for (const session of plan.sessions) line(session, { size: 7.8, lines: 2 }, 1, 10);
}
