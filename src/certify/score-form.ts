import type { Problem } from '../lib/errors.ts';
import { didYouMean } from '../lib/nearest.ts';
import { inOrder, validate } from '../lib/validate.ts';
import { parseYaml, type YamlDocument } from '../lib/yaml.ts';
import { type EvaluationForm, evaluationFormSchema } from '../model/evaluation-form.ts';
import type { Rubric } from '../model/rubric.ts';
import type { EvaluationBody } from './evaluation-entry.ts';
import { sha256 } from './parts.ts';

/** Typographic marks and line breaks are no difference; every word is. */
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u00ab\u00bb]/g, '"')
    .replace(/[\u2013\u2014]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();

/** Whether the quote stands in the answer, as whole words. */
function occursIn(quote: string, answer: string): boolean {
  const [wanted, whole] = [plain(quote), plain(answer)];
  const isInside = (at: number): boolean =>
    /[\p{L}\p{N}]/u.test(whole[at] ?? '') && /[\p{L}\p{N}]/u.test(whole[at - 1] ?? '');
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + 1))
    if (!isInside(at) && !isInside(at + wanted.length)) return true;
  return false;
}

/** Criteria that a scenario of this kind may be scored on. */
function scorable(rubric: Rubric, kind: EvaluationForm['kind']): readonly string[] {
  if (kind === 'exception') return rubric.program.evaluations.exceptionStandsIn;
  return rubric.criteria.map(({ id }) => id);
}

interface Place {
  readonly form: EvaluationForm;
  readonly rubric: Rubric;
  readonly document: YamlDocument;
}

function scoreProblems(at: number, { form, rubric, document }: Place): readonly Problem[] {
  const { criterion, quote } = form.scores[at] ?? { criterion: '', quote: '' };
  const place = (key: string) => document.position(['scores', at, key], 'value');
  const known = scorable(rubric, form.kind);
  const problems: Problem[] = [];
  if (!known.includes(criterion))
    problems.push({
      message: `"${criterion}" is not scored by a ${form.kind} scenario of ${rubric.id}`,
      at: place('criterion'),
      hint: didYouMean(criterion, known) ?? `one of ${known.join(', ')}`,
    });
  if (form.scores.findIndex((one) => one.criterion === criterion) < at)
    problems.push({
      message: `a second score for "${criterion}"`,
      at: place('criterion'),
      hint: 'keep one of the two',
    });
  const { minimumQuote } = rubric.program.evaluations;
  if (plain(quote).length < minimumQuote)
    problems.push({
      message: `the quote is too short: ${plain(quote).length} characters, ${minimumQuote} are needed`,
      at: place('quote'),
      hint: 'quote the whole sentence that shows the level',
    });
  else if (!occursIn(quote, form.answer))
    problems.push({
      message: 'the quote does not occur in the answer',
      at: place('quote'),
      hint: 'quote, do not summarize: copy the words to the letter',
    });
  return problems;
}

function personProblems({ form, document }: Place): readonly Problem[] {
  if (form.evaluator.trim().toLowerCase() !== form.rep.trim().toLowerCase()) return [];
  const at = document.position(['evaluator'], 'value');
  return [{ message: 'the evaluator is the rep', at, hint: 'somebody else has to evaluate' }];
}

/** A form that is sound by itself, with the certification that it is for. */
export interface Scored {
  readonly form: EvaluationForm;
  readonly rubric: Rubric;
  readonly document: YamlDocument;
}

type Read = Scored | { readonly problems: readonly Problem[] };

/** Reads the text of a form and checks it whole: levels, quotes, criteria, and that the day is not yet to come. */
export function readForm(text: string, file: string, rubrics: readonly Rubric[], today: string): Read {
  const document = parseYaml(text, file);
  const read = validate(evaluationFormSchema, document);
  if ('problems' in read) return read;
  const form = read.value;
  const ids = rubrics.map(({ id }) => id);
  const rubric = rubrics.find(({ id }) => id === form.certification);
  if (rubric === undefined) {
    const hint = didYouMean(form.certification, ids) ?? `one of ${ids.join(', ')}`;
    const at = document.position(['certification'], 'value');
    return { problems: [{ message: `there is no certification "${form.certification}"`, at, hint }] };
  }
  const place = { form, rubric, document };
  const isEarly = form.date > today;
  const problems = [
    ...personProblems(place),
    ...(isEarly
      ? [
          {
            message: `${form.date} is still to come`,
            at: document.position(['date'], 'value'),
            hint: `today: ${today}`,
          },
        ]
      : []),
    ...form.scores.flatMap((_, at) => scoreProblems(at, place)),
  ];
  return problems.length > 0 ? { problems: inOrder(problems) } : place;
}

const levels = [1, 2, 3, 4] as const;

/** What goes into the ledger. */
export const evaluationBodyOf = ({ form, rubric }: Scored, evaluator: string): EvaluationBody => ({
  schemaVersion: 1,
  kind: form.kind,
  certification: rubric.id,
  rubric: { version: rubric.version, hash: rubric.hash },
  evaluator,
  date: form.date,
  answer: sha256(form.answer),
  scores: form.scores.map(({ criterion, level, quote }) => ({
    criterion,
    level: levels.find((one) => one === level) ?? 1,
    quote: quote.trim(),
  })),
});
