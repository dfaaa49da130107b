import { markdownLink, markdownText } from '../lib/escape-markdown.ts';
import type { Digest, DigestFinding, DigestMessage, DigestRep } from '../model/digest.ts';
import { titleFromId } from '../reports/titles.ts';
import { counted, dateOf, decimal, grouped, verdictWords } from '../reports/words.ts';

/** New findings of one rep that are told in full; the rest is counted, and the report has it. */
const MOST = 8;

const nameOf = ({ name, email, id }: Pick<DigestRep, 'name' | 'email' | 'id'>): string =>
  name ?? email ?? id ?? 'Records without an owner';

const reasons = { new: '', unwaived: ', counts again', reassigned: ', came with its record' } as const;

const findingLines = ({ severity, why, record, message, fix }: DigestFinding): string =>
  `- **${severity}**${reasons[why]}: ${markdownLink(record.name ?? record.id, record.url)}: ${markdownText(message)}  \n` +
  `  ${markdownText(fix)}\n`;

type Worse = DigestRep['worse'][number];

const verdict = (value: Extract<Worse, { what: 'verdict' }>['from']): string =>
  value === null ? 'none' : verdictWords[value];

const worseLine = (one: Worse): string =>
  one.what === 'level'
    ? `- ${markdownText(titleFromId(one.area))}: level ${one.from} to ${one.to}\n`
    : `- ${markdownText(titleFromId(one.certification))}: ${verdict(one.from)} to ${verdict(one.to)}\n`;

function restLine(rest: readonly DigestFinding[]): string {
  if (rest.length === 0) return '';
  const rules = new Map<string, number>();
  for (const { rule } of rest) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  return `- and ${grouped(rest.length)} more: ${[...rules].map(([rule, count]) => `${markdownText(rule)} ${count}`).join(', ')}\n`;
}

const score = (value: number | null): string => (value === null ? 'none' : decimal(value));

function repPart(rep: DigestRep, isFirst: boolean): string {
  const { from, to } = rep.score;
  const change = isFirst || from === to ? `score ${score(to)}` : `score ${score(from)} to ${score(to)}`;
  const rest = [
    rep.fixed > 0 ? `${grouped(rep.fixed)} fixed` : '',
    rep.standing > 0 ? `${grouped(rep.standing)} from before still open` : '',
  ].filter((part) => part !== '');
  return [
    `\n## ${markdownText(nameOf(rep))}\n\n`,
    `${[change, ...rest].join(' · ')}\n\n`,
    ...rep.worse.map(worseLine),
    ...rep.new.slice(0, MOST).map(findingLines),
    restLine(rep.new.slice(MOST)),
  ].join('');
}

const hasNews = ({ new: arrived, worse }: DigestRep): boolean => arrived.length > 0 || worse.length > 0;

/** One message: those of whom there is news by name, then who has none. */
export function digestMarkdown({ from, to }: Pick<Digest, 'from' | 'to'>, { manager, reps }: DigestMessage): string {
  const telling = reps.filter(hasNews);
  const quiet = reps.filter((rep) => !hasNews(rep)).map((rep) => markdownText(nameOf(rep)));
  const news = telling.reduce((sum, rep) => sum + rep.new.length, 0);
  const whose = manager === null ? 'owners without a manager' : `the team of ${markdownText(nameOf(manager))}`;
  const span =
    from === null ? `as of ${dateOf(to.asOf)}, the first of its kind` : `${dateOf(from.asOf)} to ${dateOf(to.asOf)}`;
  return [
    `# CRM digest for ${whose}\n\n`,
    `${span}: ${counted(news, 'new finding')}, ${counted(telling.length, 'owner')} with news\n`,
    ...telling.map((rep) => repPart(rep, from === null)),
    quiet.length === 0 ? '' : `\n${telling.length === 0 ? 'Nothing' : 'Nothing else'} new for ${quiet.join(', ')}.\n`,
  ].join('');
}
