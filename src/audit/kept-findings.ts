import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { AuditResult, Finding } from '../model/audit-result.ts';
import { byWeight } from '../model/finding-order.ts';
import { isCounted } from '../model/is-counted.ts';
import { severities } from '../model/rule.ts';
import type { Rule } from '../rulebook/rule.ts';

/** What was found, by the key of its owner. It is kept as text: findings are made of it whenever they are asked for. */
export interface KeptFindings {
  /** Takes in everything that was found on one record. */
  readonly add: (rep: string, findings: readonly Finding[]) => void;
  /** All findings of one owner, worst first. Whoever asks for the same owner again is given the same list. */
  readonly of: (rep: string) => Finding[];
  /** Those that count, by severity; and those that do not. */
  readonly counts: () => Counts;
  /** All that is kept, as plain data for another thread. */
  readonly hand: () => HandedFindings;
  /** Takes in what another thread has kept of other owners. */
  readonly join: (handed: HandedFindings) => void;
}

type Counts = Pick<AuditResult['summary'], 'findings' | 'waived' | 'overturned'>;

export interface HandedFindings {
  readonly reps: readonly (readonly [rep: string, pages: HandedPages])[];
  readonly counts: Counts;
}

/** Texts of JSON: those that are compressed, and what comes after them. */
interface HandedPages {
  readonly before: readonly Uint8Array[];
  readonly open: string;
}

type Quote = readonly [field: string, value: Finding['evidence'][number]['value'], at?: string];
type Line = readonly [
  string,
  string,
  Finding['severity'],
  string,
  readonly Quote[],
  Finding['waiver'],
  Finding['appeal'],
];

/** What was found on one record. What a rule always says of its findings is not written with each of them. */
type Page = readonly [Finding['record'], Finding['exposure'], readonly Line[]];

const quoteOf = ({ field, value, at }: Finding['evidence'][number]): Quote =>
  at === undefined ? [field, value] : [field, value, at];

const lineOf = ({ fingerprint, rule, severity, message, evidence, waiver, appeal }: Finding): Line => [
  fingerprint,
  rule,
  severity,
  message,
  evidence.map(quoteOf),
  waiver,
  appeal,
];

/** Characters that are compressed together: enough for pages to share what they have in common, with little left open. */
const TOGETHER = 1 << 15;

/** Brings a finding from 350 bytes down to 75, where objects take 670; 2 saves a twentieth more in twice the time. */
const QUALITY = 1;

const packed = (text: string): Uint8Array => {
  const bytes = Buffer.from(text);
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  // Copied, since what comes back stands in a buffer of its own size: most of it would be kept for nothing.
  return new Uint8Array(brotliCompressSync(bytes, { params }));
};

interface Pages {
  readonly write: (page: Page) => void;
  readonly hand: () => HandedPages;
}

const pagesIn = ({ before, open }: HandedPages): readonly Page[] =>
  [...before.map((bytes) => brotliDecompressSync(bytes).toString()), open].flatMap((text): readonly Page[] =>
    JSON.parse(text),
  );

/** The pages of one owner: those that are still open, and what came before them. */
function openPages(): Pages {
  const before: Uint8Array[] = [];
  let open: string[] = [];
  let length = 0;
  const textOfOpen = (): string => `[${open.join(',')}]`;
  return {
    write: (page) => {
      const text = JSON.stringify(page);
      open.push(text);
      length += text.length;
      if (length < TOGETHER) return;
      before.push(packed(textOfOpen()));
      open = [];
      length = 0;
    },
    hand: () => ({ before, open: textOfOpen() }),
  };
}

type Standard = Pick<Finding, 'area' | 'fix' | 'scenarios'>;

function* findingsOn([record, exposure, lines]: Page, standards: ReadonlyMap<string, Standard>): Generator<Finding> {
  for (const [fingerprint, rule, severity, message, quotes, waiver, appeal] of lines) {
    const { area = '', fix = '', scenarios = [] } = standards.get(rule) ?? {};
    const evidence = quotes.map(([field, value, at]) => ({ field, value, ...(at === undefined ? {} : { at }) }));
    yield { fingerprint, rule, area, severity, record, message, fix, evidence, exposure, scenarios, waiver, appeal };
  }
}

/** Findings that are held whole at most, beside the list that was asked for last: some 13 MB. */
const MOST_HELD = 20_000;

/** Remembers the lists that were asked for last. A report asks for the same ones again, from page to page. */
function recentLists(read: (rep: string) => Finding[]) {
  const lists = new Map<string, Finding[]>();
  let held = 0;
  const forget = (rep: string): void => {
    held -= lists.get(rep)?.length ?? 0;
    lists.delete(rep);
  };
  const of = (rep: string): Finding[] => {
    const known = lists.get(rep);
    if (known !== undefined) return known;
    const list = read(rep);
    for (const oldest of lists.keys()) if (held + list.length > MOST_HELD) forget(oldest);
    lists.set(rep, list);
    held += list.length;
    return list;
  };
  return { of, forget };
}

/**
 * Keeps the findings of an audit. There may be a million of them, and all but a few are read once, owner by owner, when
 * a report is written: no more than a few lists are held whole.
 */
export function keepFindings(rules: readonly Pick<Rule, 'id' | 'area' | 'fix' | 'scenarios'>[]): KeptFindings {
  const standards = new Map(
    rules.map(({ id, area, fix, scenarios }): [string, Standard] => [id, { area, fix, scenarios: [...scenarios] }]),
  );
  const reps = new Map<string, Pages>();
  const handedOf = new Map<string, HandedPages>();
  const findings = { critical: 0, error: 0, warning: 0, info: 0 };
  let [waived, overturned] = [0, 0];
  const count = (finding: Finding): void => {
    if (isCounted(finding)) findings[finding.severity] += 1;
    if (finding.waiver !== null) waived += 1;
    if (finding.appeal?.status === 'overturned') overturned += 1;
  };
  const recent = recentLists((rep) => {
    const pages = reps.get(rep)?.hand() ?? handedOf.get(rep);
    const all = pages === undefined ? [] : pagesIn(pages);
    return all.flatMap((page) => [...findingsOn(page, standards)]).sort(byWeight);
  });
  return {
    add: (rep, some) => {
      const [first] = some;
      if (first === undefined) return;
      recent.forget(rep);
      const pages = reps.get(rep) ?? openPages();
      reps.set(rep, pages);
      some.forEach(count);
      pages.write([first.record, first.exposure, some.map(lineOf)]);
    },
    of: recent.of,
    counts: () => ({ findings, waived, overturned }),
    hand: () => ({
      reps: [...reps].map(([rep, pages]) => [rep, pages.hand()]),
      counts: { findings, waived, overturned },
    }),
    join: ({ reps: others, counts }) => {
      for (const [rep, pages] of others) {
        recent.forget(rep);
        handedOf.set(rep, pages);
      }
      for (const severity of severities) findings[severity] += counts.findings[severity];
      waived += counts.waived;
      overturned += counts.overturned;
    },
  };
}
