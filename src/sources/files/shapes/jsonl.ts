import { type Problem, UserError } from '../../../lib/errors.ts';
import { type JsonLine, readJsonLines } from '../../../lib/jsonl.ts';
import { didYouMean } from '../../../lib/nearest.ts';
import { parseDay, parseInstant } from '../../../lib/time.ts';
import type { Zone } from '../../../lib/time-zone.ts';
import { parts as allParts, type Part, readAgain, type Stream } from '../../../model/dataset.ts';
import { canon, type Field, type RowType, rowTypes, type ValueType } from '../../../model/fields.ts';
import type { Rows } from '../../../model/records.ts';
import type { Value } from '../cell.ts';
import type { FilePlace } from '../folder.ts';
import { quietly, type Reading, settleSetAside } from '../reading.ts';
import { partOfType, partsOfActivity, partsOfHistory } from '../seen-parts.ts';
import { chain } from '../stream.ts';
import type { Draft } from '../table.ts';
import type { Shape, Shaped } from './shape.ts';

/** Problems that are told of one reading; a file made by a wrong program has one on every line. */
const MOST_PROBLEMS = 50;

/** What a first reading finds in a file: its row types, and the fields of each. */
interface Scan {
  readonly place: FilePlace;
  readonly fields: Map<RowType, Set<string>>;
  readonly declared: Set<Part>;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fieldsOf = (type: RowType): Readonly<Record<string, Field>> => canon[type];

const typeNamed = (name: unknown): RowType | undefined => rowTypes.find((type) => type === name);

const isTexts = (raw: unknown): raw is readonly string[] =>
  Array.isArray(raw) && raw.every((one) => typeof one === 'string');

const asText = (raw: unknown): Value => (typeof raw !== 'string' ? undefined : raw.trim() === '' ? null : raw);

/** How each type is written in JSON; `undefined` when it is something else. */
const readers: { readonly [T in ValueType]: (raw: unknown, zone: Zone) => Value } = {
  text: asText,
  texts: (raw) => (isTexts(raw) ? raw : undefined),
  number: (raw) => (typeof raw === 'number' && Number.isFinite(raw) ? raw : undefined),
  boolean: (raw) => (typeof raw === 'boolean' ? raw : undefined),
  date: (raw) => (typeof raw === 'string' ? parseDay(raw) : undefined),
  instant: (raw, zone) => (typeof raw === 'string' ? parseInstant(raw, zone) : undefined),
};

const readJson = (type: ValueType, raw: unknown, zone: Zone): Value => (raw === null ? null : readers[type](raw, zone));

const wordFor: Readonly<Record<ValueType, string>> = {
  text: 'a text',
  texts: 'a list of texts',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date such as "2026-11-18"',
  instant: 'an instant such as "2026-11-18T17:00:00Z"',
};

/** What is wrong with one field of one line; nothing when it is right. */
function fieldProblem(type: RowType, name: string, raw: unknown, zone: Zone): Omit<Problem, 'at'> | undefined {
  const field = Object.hasOwn(canon[type], name) ? fieldsOf(type)[name] : undefined;
  if (field === undefined) {
    const hint = didYouMean(name, Object.keys(canon[type]));
    return { message: `${type} has no field "${name}"`, ...(hint !== undefined && { hint }) };
  }
  if (readJson(field.type, raw, zone) !== undefined) return undefined;
  return { message: `${name} of a ${type} is ${wordFor[field.type]}` };
}

interface Checked {
  readonly reading: Reading;
  readonly scan: Scan;
  readonly problems: Problem[];
}

function takeDeclaration({ has }: Json, line: number, { scan, problems }: Checked): void {
  for (const name of Array.isArray(has) ? has : []) {
    const part = allParts.find((one) => one === name);
    if (part !== undefined) scan.declared.add(part);
    else {
      const hint = didYouMean(`${name}`, allParts);
      const at = { file: scan.place.shown, line };
      problems.push({ message: `no part of a CRM is called "${name}"`, at, ...(hint !== undefined && { hint }) });
    }
  }
}

function checkLine({ line, value }: JsonLine, checked: Checked): void {
  const { reading, scan, problems } = checked;
  const at = { file: scan.place.shown, line };
  if (!isObject(value)) {
    problems.push({ message: 'is not an object', at });
    return;
  }
  if (value.type === 'source') {
    takeDeclaration(value, line, checked);
    return;
  }
  const type = typeNamed(value.type);
  if (type === undefined) {
    const hint = didYouMean(`${value.type}`, rowTypes) ?? `types: ${rowTypes.join(', ')}`;
    problems.push({ message: value.type === undefined ? 'has no type' : `no type "${value.type}"`, at, hint });
    return;
  }
  const seen = scan.fields.get(type) ?? new Set();
  scan.fields.set(type, seen);
  for (const name of Object.keys(value)) {
    if (name === 'type') continue;
    seen.add(name);
    const problem = fieldProblem(type, name, value[name], reading.zone);
    if (problem !== undefined) problems.push({ ...problem, at });
  }
  noteParts(type, rowOf(type, value, reading.zone), reading);
}

function noteParts(type: RowType, row: Draft, { parts }: Reading): void {
  const part = partOfType[type];
  if (part !== undefined) parts.add(part);
  if (type === 'activity') partsOfActivity(row, parts);
  if (type === 'history') partsOfHistory(row, parts);
}

/** Reads a file once to check all of it, and to learn what it holds. */
async function scanFile(place: FilePlace, reading: Reading, problems: Problem[]): Promise<Scan> {
  const scan: Scan = { place, fields: new Map(), declared: new Set() };
  const file = readJsonLines(place.bytes());
  reading.opened.push(file);
  for await (const lines of file.batches()) {
    for (const line of lines) {
      checkLine(line, { reading, scan, problems });
      if (problems.length >= MOST_PROBLEMS) throw new UserError(problems);
    }
  }
  const { setAside, records } = file.tally();
  settleSetAside(reading, place, setAside, records);
  for (const part of scan.declared) reading.parts.add(part);
  return scan;
}

function rowOf(type: RowType, value: Json, zone: Zone): Draft {
  const row: Draft = type === 'lead' || type === 'deal' ? { type } : {};
  for (const [name, field] of Object.entries(fieldsOf(type))) {
    const raw = value[name];
    row[name] = raw === undefined ? undefined : readJson(field.type, raw, zone);
  }
  return row;
}

const doubled = (value: Value): Value => (typeof value === 'string' ? value.replaceAll('\0', '\0\0') : value);

/** Hashes rows as those of a CSV that has the fields of the row for columns: a head wherever the fields change. */
function startRowHash({ hash }: Reading, type: RowType): (row: Draft) => void {
  const names = Object.keys(canon[type]).sort();
  let head: string | undefined;
  return (row) => {
    const fields = names.filter((name) => row[name] !== undefined);
    const now = fields.join(' ');
    if (now !== head) hash.head(type, fields);
    head = now;
    for (const field of fields) hash.value(doubled(row[field]));
  };
}

/** Reads the rows of one type. A file that mixes types is read again for each, which keeps memory small. */
async function* readRows(type: RowType, { place }: Scan, reading: Reading): AsyncGenerator<readonly Draft[]> {
  const file = readJsonLines(place.bytes());
  reading.opened.push(file);
  const hashRow = startRowHash(reading, type);
  let read = 0;
  for await (const lines of file.batches()) {
    const rows: Draft[] = [];
    for (const { value } of lines) {
      if (!isObject(value) || value.type !== type) continue;
      const row = rowOf(type, value, reading.zone);
      hashRow(row);
      rows.push(row);
    }
    read += rows.length;
    reading.progress?.(place.name, read);
    if (rows.length > 0) yield rows;
  }
}

function streamOf<T extends RowType>(type: T, scans: readonly Scan[], reading: Reading): Stream<Rows[T]>;
function streamOf(type: RowType, scans: readonly Scan[], reading: Reading): Stream<Draft> {
  const found = scans.filter(({ fields }) => fields.has(type));
  return chain(
    found.map((scan) => readAgain(readRows(type, scan, reading), () => readRows(type, scan, quietly(reading)))),
  );
}

/**
 * Canonical records, one JSON object on a line: `{"type":"lead","id":…}`, instants and dates as ISO text. A key that is
 * left out is not known, `null` is blank. `{"type":"source","has":["emails"]}` declares parts that may be without rows.
 */
export const jsonl: Shape = async (folder, reading, taken) => {
  const places = folder.files.filter(({ name }) => /\.(?:jsonl|ndjson)$/i.test(name));
  if (places.length === 0) return undefined;
  const problems: Problem[] = [];
  const scans: Scan[] = [];
  for (const place of places) scans.push(await scanFile(place, reading, problems));
  reading.problems.push(...problems);
  const streams: Shaped['streams'] = {};
  for (const type of rowTypes) {
    const isHere = scans.some(({ fields }) => fields.has(type));
    if (isHere && !taken.has(type)) Object.assign(streams, { [type]: streamOf(type, scans, reading) });
  }
  return {
    streams,
    columnOf: (type, field) => (scans.some(({ fields }) => fields.get(type)?.has(field)) ? field : undefined),
    hasSalesforceIds: false,
  };
};
