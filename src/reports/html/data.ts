import { terminalSafe } from '../../lib/escape.ts';
import { type Html, jsonInScript } from '../../lib/escape-html.ts';
import { isPlainUrl } from '../../lib/plain-url.ts';
import type { Finding, RepResult } from '../../model/audit-result.ts';
import { severities } from '../../model/rule.ts';
import { standingOf } from '../rows.ts';
import { amountOf, momentOf, nameOfRep } from '../words.ts';
import type { View } from './view.ts';

/** Texts that come up again and again are kept once: rules, fields, fixes, names. */
interface Texts {
  readonly of: (text: string) => number;
  readonly all: readonly string[];
}

function startTexts(): Texts {
  const known = new Map<string, number>();
  const all: string[] = [];
  return {
    all,
    of: (text) => {
      const found = known.get(text);
      if (found !== undefined) return found;
      known.set(text, all.length);
      all.push(terminalSafe(text, { newlines: 'keep' }));
      return all.length - 1;
    },
  };
}

type Row = readonly (number | string | Row)[];

const states = { counts: 0, waived: 1, overturned: 2, contested: 3 } as const;

function stateOf({ waiver, appeal }: Finding): number {
  if (waiver !== null) return states.waived;
  if (appeal === null) return states.counts;
  if (appeal.status === 'overturned') return states.overturned;
  return appeal.status === 'open' ? states.contested : states.counts;
}

/** What people have said of a finding; empty where nobody has. */
function saidOf(finding: Finding): string {
  const { appeal } = finding;
  const standing = standingOf(finding);
  if (appeal === null) return standing ?? '';
  const claim = `contested by ${appeal.by}: “${appeal.reason}”`;
  if (appeal.status === 'open')
    return [standing, `${claim}; it counts until somebody rules`].filter(Boolean).join('. ');
  return `${claim}; ${appeal.status} by ${appeal.ruledBy ?? 'a manager'}: “${appeal.ruling ?? ''}”`;
}

const valueInWords = (value: Finding['evidence'][number]['value']): string => (value === null ? '' : String(value));

/** Record, rule, severity, message, evidence, fix, amount, state, what was said, fingerprint, area. */
function rowOf(finding: Finding, record: number, texts: Texts): Row {
  const { rule, severity, message, evidence, fix, exposure, fingerprint, area } = finding;
  return [
    record,
    texts.of(rule),
    severities.indexOf(severity),
    texts.of(message),
    evidence.map(({ field, value, at }) => [
      texts.of(field),
      value === null ? -1 : texts.of(valueInWords(value)),
      at === undefined ? -1 : texts.of(momentOf(at)),
    ]),
    texts.of(fix),
    exposure === null ? -1 : Math.round(exposure.amount),
    stateOf(finding),
    texts.of(saidOf(finding)),
    fingerprint,
    texts.of(area),
    exposure === null ? -1 : texts.of(amountOf(exposure)),
  ];
}

/** Rows that are written as one piece: the whole may be longer than a string can be. */
const PIECE = 500;

function* joined(rows: Iterable<Row | string>): Generator<string> {
  let piece: string[] = [];
  let isFirst = true;
  for (const row of rows) {
    piece.push(jsonInScript(row).markup);
    if (piece.length < PIECE) continue;
    yield `${isFirst ? '' : ','}${piece.join(',')}`;
    isFirst = false;
    piece = [];
  }
  if (piece.length > 0) yield `${isFirst ? '' : ','}${piece.join(',')}`;
}

interface Records {
  readonly of: (rep: number, record: Finding['record']) => number;
  readonly rows: readonly Row[];
}

function startRecords(texts: Texts): Records {
  const known = new Map<string, number>();
  const rows: Row[] = [];
  return {
    rows,
    of: (rep, { type, id, name, url }) => {
      const key = `${rep} ${type} ${id}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      known.set(key, rows.length);
      const link = url !== null && isPlainUrl(url) ? url : '';
      rows.push([rep, type === 'lead' ? 0 : 1, texts.of(id), texts.of(name ?? id), texts.of(link)]);
      return rows.length - 1;
    },
  };
}

function* findingsOf(reps: readonly RepResult[], records: Records, texts: Texts): Generator<Row> {
  for (const [i, { findings }] of reps.entries())
    for (const finding of findings) yield rowOf(finding, records.of(i, finding.record), texts);
}

/** Which rules a criterion counts, so that its findings can be asked for. */
const criteriaOf = ({ result: { rubrics } }: View): readonly Row[] =>
  rubrics.flatMap(({ id, title, criteria }) =>
    criteria
      .filter(({ isWritten }) => !isWritten)
      .map((criterion): Row => [`${id}/${criterion.id}`, title, criterion.title, criterion.rules, criterion.on]),
  );

/** The rules that fail somewhere, and their areas. */
function seenIn({ reps }: View['result']): Readonly<Record<'rules' | 'areas', ReadonlySet<string>>> {
  const [rules, areas] = [new Set<string>(), new Set<string>()];
  for (const { findings } of reps) {
    for (const { rule, area } of findings) {
      rules.add(rule);
      areas.add(area);
    }
  }
  return { rules, areas };
}

/** Every finding as data for the list that the script draws: what is not looked at costs nothing but its bytes. */
export function* dataScript(view: View): Generator<string> {
  const { result, titleOf, placeOf } = view;
  const texts = startTexts();
  const records = startRecords(texts);
  const { rules, areas } = seenIn(result);
  const json = (data: unknown): Html => jsonInScript(data);
  const owners = result.reps.map((rep) => [terminalSafe(nameOfRep(rep)), placeOf(rep)]);
  yield `<script type="application/json" id="data">{"severities":${json(severities).markup}`;
  yield `,"owners":${json(owners).markup}`;
  yield `,"rules":${json([...rules].sort().map((rule) => [rule, titleOf(rule)])).markup}`;
  yield `,"areas":${json([...areas].sort().map((area) => [area, titleOf(area)])).markup}`;
  yield `,"criteria":${json(criteriaOf(view)).markup},"findings":[`;
  yield* joined(findingsOf(result.reps, records, texts));
  yield '],"records":[';
  yield* joined(records.rows);
  yield '],"texts":[';
  yield* joined(texts.all);
  yield ']}</script>';
}
