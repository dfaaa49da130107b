import { quadrants as all, type Confidence, type OwnPage, type Quadrant } from '../model/confidence.ts';
import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { counted, dateOf, percent } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';
import { grid, heading, said } from './grid.ts';

const words: Readonly<Record<Quadrant, string>> = {
  'confident-able': 'confident and able',
  'able-unsure': 'able, but unsure',
  'confident-not-able': 'confident, but not able yet',
  neither: 'neither yet',
  'not-measured': 'no level to compare with',
};

function practiceLine({ practice }: OwnPage, width: number): Line[] {
  const { sessions, minimum, isEligible } = practice;
  if (minimum === null) return said(`${counted(sessions, 'practice session')} of late.`, width);
  return said(
    `${counted(sessions, 'practice session')}, ${minimum} asked for: ${isEligible ? 'ready to be assessed' : 'not enough to be assessed yet'}`,
    width,
    { tone: isEligible ? 'good' : 'fair' },
  );
}

function ownLines(page: OwnPage, width: number): Line[] {
  const { rep, answers, avoided, scenarios, path } = page;
  return [
    blank,
    ...heading(rep.name ?? rep.email ?? rep.id ?? '', 'for this rep alone', width),
    ...(answers.length === 0
      ? said('No answer in the survey.', width, { tone: 'dim' })
      : grid(
          [
            { name: 'criterion' },
            { name: 'confidence', side: 'right' },
            { name: 'level', side: 'right' },
            { name: '' },
          ],
          answers.map(({ criterion, confidence, level, quadrant }) => [
            criterion,
            `${confidence} of 5`,
            level === null ? '–' : `${level} of 4`,
            words[quadrant],
          ]),
          width,
        )),
    ...avoided.flatMap(({ kind, untouched, records, othersUntouched, others }) =>
      said(
        `Left alone: ${kind}, ${untouched} of ${records} untouched against ${othersUntouched} of ${others} elsewhere`,
        width,
        { tone: 'fair' },
      ),
    ),
    ...practiceLine(page, width),
    ...scenarios
      .slice(0, 2)
      .flatMap(({ id, observed, passed, rate }) =>
        said(
          `${id}: ${rate === null ? 'not seen yet' : `${passed} of ${observed} as they should be (${percent(rate)})`}`,
          width,
          { tone: 'dim' },
        ),
      ),
    blank,
    ...said('The first weeks', width),
    ...path.flatMap(({ week, scenario, prompt }) => said(`Week ${week}, ${scenario}: ${prompt}`, width, { indent: 2 })),
  ];
}

const countsIn = (counts: Readonly<Record<Quadrant, number>>): string =>
  all
    .filter((one) => counts[one] > 0)
    .map((one) => `${counts[one]} ${words[one]}`)
    .join(', ');

/** Confidence against evidence: counts for everyone, and the pages of those who were asked for. */
export function confidencePage(
  { run, asOf, together, reps, minimum }: Confidence,
  { width, isColored }: PageOptions,
): string {
  const counts = together.flatMap(({ criterion, answers, quadrants }) =>
    said(
      `${criterion}, ${counted(answers, 'answer')}: ${quadrants === null ? `not shown, fewer than ${minimum} people` : countsIn(quadrants)}`,
      width,
      { indent: 2 },
    ),
  );
  const lines: Line[] = [
    ...heading('Confidence and evidence', `run ${run}, as of ${dateOf(asOf)}`, width),
    ...(counts.length === 0 ? said('The survey holds no answer yet.', width) : counts),
    ...reps.flatMap((page) => ownLines(page, width)),
    blank,
    [ink('Answers stand here and nowhere else: no certificate and no team report holds them.', 'dim')],
  ];
  return paint(lines, isColored);
}
