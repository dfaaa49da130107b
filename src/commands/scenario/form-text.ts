import { quoted } from '../../init/yaml-text.ts';
import { wrap } from '../../lib/escape.ts';
import type { EvaluationKind } from '../../model/evaluation.ts';
import type { Criterion, Rubric } from '../../model/rubric.ts';

/** What a form is made of. */
export interface FormParts {
  readonly kind: EvaluationKind;
  readonly rubric: Rubric;
  readonly rep: string;
  readonly date: string;
  readonly situation: readonly string[];
  readonly task: readonly string[];
  readonly criteria: readonly Criterion[];
}

const listOf = (key: string, lines: readonly string[]): readonly string[] => [
  `${key}:`,
  ...lines.map((line) => `  - ${quoted(line)}`),
];

const comment = (text: string): readonly string[] => wrap(text, 116).map((line) => `# ${line}`);

/** The form as a file: the situation and the task for the rep, blanks for answer, levels and quotes. */
export function formText({ kind, rubric, rep, date, situation, task, criteria }: FormParts): string {
  const { minimumQuote } = rubric.program.evaluations;
  return [
    ...comment(
      kind === 'written'
        ? 'A written scenario, made from weak records, with names and amounts disguised.'
        : 'An exception scenario, for a manager to lead through where such records are rare.',
    ),
    ...comment(
      `The rep answers under "answer". An evaluator, who is not the rep, gives each criterion a level and quotes at least ${minimumQuote} characters of the answer that show it, to the letter: a summary is refused.`,
    ),
    ...comment('Then: threadcount scenario score THIS-FILE'),
    'form: threadcount-evaluation',
    'version: 1',
    `kind: ${kind}`,
    `certification: ${rubric.id}`,
    `rep: ${quoted(rep)}`,
    'evaluator: ""                # who scores it: e-mail, name or id',
    `date: ${date}             # when it was answered and scored`,
    '',
    ...listOf('situation', situation),
    ...listOf('task', task),
    '',
    'answer: |',
    '  ',
    '',
    '# 1 not demonstrated, 2 partial, 3 meets the standard, 4 exceeds it',
    'scores:',
    ...criteria.flatMap(({ id, standard }) => [
      `  - criterion: ${id}`,
      `    standard: ${quoted(standard)}`,
      '    level:',
      '    quote: ""',
    ]),
    '',
  ].join('\n');
}
