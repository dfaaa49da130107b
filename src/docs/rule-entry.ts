import type { Example, Parameter, RuleFile } from '../rulebook/schema.ts';
import { anchor, block, code, prose, table } from './markdown.ts';

/** A rule as its file says it, with its id. */
export interface WrittenRule {
  readonly id: string;
  readonly file: RuleFile;
}

const parameterText = (value: Parameter): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** `working: 14d, new: 2bd`, or a dash. */
export function parametersOf({ params }: Pick<RuleFile, 'params'>): string {
  const written = Object.entries(params).map(([name, value]) => code(`${name}: ${parameterText(value)}`));
  return written.length === 0 ? '–' : written.join(' ');
}

/** One severity, or each with its condition. */
function severityOf({ severity }: RuleFile): string {
  if (typeof severity === 'string') return severity;
  return severity.map(({ when, is }) => (when === undefined ? `else ${is}` : `${is} when ${code(when)}`)).join('; ');
}

/** The gravest and the mildest that it can be, for the overview. */
function severitiesOf({ severity }: RuleFile): string {
  return typeof severity === 'string' ? severity : [...new Set(severity.map(({ is }) => is))].join(', ');
}

/** What an example lays over the plain record, as data. */
function laidOver(example: Example): string {
  const { name: _name, expect: _expect, ...rest } = example;
  const given = Object.entries(rest).filter(([, value]) => !isEmpty(value));
  return given.length === 0 ? '–' : given.map(([key, value]) => code(`${key}: ${JSON.stringify(value)}`)).join(' ');
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

const idLink = (id: string): string => `[${code(id)}](#${anchor(id)})`;

/** The entry of one rule. */
export function ruleEntry({ id, file }: WrittenRule): string {
  const { source, scenarios, supersedes, evidence } = file;
  const facts = [
    `**On** ${file.on.join(', ')}`,
    `**Severity** ${severityOf(file)}`,
    `**Defaults** ${parametersOf(file)}`,
    `**Takes** about ${file.minutes} minutes to mend`,
    ...(file.lasting
      ? ['What it finds has **happened**: no fix undoes it, and no path to a certificate leads over it']
      : []),
    ...(file.inherited === 'judged' ? ['**Judged** on records that their owner has just got, too'] : []),
    ...(scenarios.length > 0 ? [`**Scenarios** ${scenarios.join(', ')}`] : []),
    ...(supersedes.length > 0 ? [`**Supersedes** ${supersedes.map(idLink).join(', ')}`] : []),
    ...(evidence === undefined ? [] : [`**Evidence** ${evidence.map(code).join(' ')}`]),
    `**Message** ${code(file.message)}`,
    `**Fix** ${prose(file.fix)}`,
    `**Source** ${prose(source.claim)} — ${prose(source.from)} (confidence ${source.confidence})`,
    ...(file['review-by'] === undefined ? [] : [`**Review by** ${file['review-by']}`]),
  ];
  const examples = file.examples.map((example) => [prose(example.name), laidOver(example), example.expect]);
  return [
    `### ${id}`,
    prose(file.title),
    facts.map((fact) => `- ${fact}`).join('\n'),
    ...(file.when === undefined ? [] : [`Applies when\n\n${block(file.when)}`]),
    `Expects\n\n${block(file.expect)}`,
    ...(examples.length === 0 ? [] : [table(['Example', 'Laid over the record', 'Verdict'], examples)]),
  ].join('\n\n');
}

/** One line of the overview of an area. */
export const ruleLine = ({ id, file }: WrittenRule): readonly string[] => [
  idLink(id),
  prose(file.title),
  file.on.join(', '),
  severitiesOf(file),
  parametersOf(file),
  file.source.confidence,
];
