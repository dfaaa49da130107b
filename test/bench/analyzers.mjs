import { openSetting } from '../../dist/commands/workbench.js';
import { nanoseconds, print, project, quantile } from './measure.mjs';
import { AS_OF, DAY } from './org-shape.mjs';
import { drawing } from './random.mjs';
import { nextStep, note } from './texts.mjs';

const TEXTS = 4000;
const TODAY = Math.floor(AS_OF / DAY);

/** Texts that are not blank, each with the day on which it was written. */
function written(/** @type {typeof note} */ make, /** @type {number} */ kind) {
  return Array.from({ length: TEXTS * 2 }, (_, index) => {
    const draw = drawing(kind, index);
    const day = TODAY - draw.below(60);
    return { text: make(draw, day * DAY), day };
  })
    .filter(({ text }) => text !== '')
    .slice(0, TEXTS);
}

/** Microseconds of every call but those of the first pass, in which the code is compiled. */
function costsOf(analyze, texts) {
  for (const one of texts) analyze(one);
  return texts.map((one) => nanoseconds(() => analyze(one)) / 1000);
}

/** What it takes to judge one text, over texts that hardly repeat. */
export function analyzers() {
  const { judgeNextStep, judgeNote } = openSetting(
    { args: [], options: {} },
    { cwd: project, env: {}, now: () => AS_OF },
  );
  const steps = written(nextStep, 31);
  const notes = written(note, 32);
  const judgeStep = ({ text, day }) => judgeNextStep({ text, updatedDay: day, asOfDay: TODAY });
  const judge = ({ text, day }) => judgeNote({ text, writtenDay: day, asOfDay: TODAY });
  const row = (name, texts, costs, goal) => [
    name,
    (texts.reduce((sum, { text }) => sum + text.length, 0) / texts.length).toFixed(0),
    quantile(costs).toFixed(1),
    quantile(costs, 0.99).toFixed(1),
    goal,
  ];
  print(`Texts: microseconds for one of ${TEXTS}`, [
    ['', 'characters', 'median', '99 %', 'goal (median)'],
    row('next steps', steps, costsOf(judgeStep, steps), '<= 50'),
    row('notes', notes, costsOf(judge, notes), '<= 150'),
  ]);
}
