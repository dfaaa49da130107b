import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const demo = fileURLToPath(new URL('../../fixtures/demo', import.meta.url));

/** What stands in everything of customers, and in everything of our own people. */
export const CUSTOMER = 'Zqx';
export const PERSON = 'Zqu';

type Row = string[];

/** Rows of a CSV of the demo: every cell quoted, quotes doubled. */
function rowsOf(text: string): Row[] {
  const rows: Row[] = [[]];
  for (const [, cell = '', end = ''] of text.matchAll(/"((?:[^"]|"")*)"(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(cell.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

const textOf = (rows: readonly Row[]): string =>
  rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');

/** Ids, dates, numbers and yes or no: nothing that a person wrote. */
const PLAIN = /^(?:[a-zA-Z0-9]{15}(?:[A-Z0-5]{3})?|\d{4}-\d\d-\d\d[T\d:.Z-]*|-?[\d.]+|true|false|)$/;

/** Values that decide how a record is read: one row of each has an unknown one. */
const DECIDING =
  /^(?:Status|StageName|Type|Country|State|BillingState|BillingCountry|Industry|LeadSource|Role|Priority|TaskSubtype|EventSubtype|CallType|CallDisposition|ShowAs|UserType|Field|TimeZoneSidKey|CurrencyIsoCode|DeveloperName|Next_Step_Date__c|OldValue|NewValue)$/;
const FREE_HISTORY = /^(?:NextStep|Next_Step__c|Email|Company|Phone|Name|Description)$/;

const PEOPLE = new Set(['User.csv', 'Group.csv']);

/** The row whose deciding values nobody knows. */
const ODD_ROW = 5;

/** A value with the mark in it, and of the kind that it was. */
function marked(value: string, mark: string): string {
  if (value.includes('@') && !value.includes(' ')) return value.replace('@', `.${mark.toLowerCase()}@`);
  if (/^https?:/.test(value)) return value.replace(/\/\/(?:www\.)?/, `//www.${mark.toLowerCase()}`);
  return `${mark} ${value}`;
}

/** Whether nothing depends on what a cell holds; of the history it is the field that tells. */
const isFree = (name: string, changed: string): boolean =>
  /Value$/.test(name) ? FREE_HISTORY.test(changed) : !DECIDING.test(name);

function planted(file: string, text: string): string {
  const [header = [], ...rows] = rowsOf(text);
  const isOfPeople = PEOPLE.has(file);
  const mark = isOfPeople ? PERSON : CUSTOMER;
  const changed = header.indexOf('Field');
  const plant = (row: Row, at: number): Row =>
    row.map((value, place) => {
      const name = header[place] ?? '';
      if (PLAIN.test(value) || name === 'Field' || name === 'CurrencyIsoCode') return value;
      return isFree(name, row[changed] ?? '') || (at === ODD_ROW && !isOfPeople) ? marked(value, mark) : value;
    });
  return textOf([header, ...rows.map(plant)]);
}

/** E-mail addresses of users in the configuration are planted, too, so that it still fits the users. */
const inConfiguration = (text: string): string =>
  text.replace(/[\w.]+@brightwater\.example/g, (address) => marked(address, PERSON));

/** The demo org in a folder of its own, with a mark in every field that holds words of somebody. */
export function plantOrg(folder: string): void {
  cpSync(demo, folder, { recursive: true });
  for (const file of readdirSync(folder)) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (file.endsWith('.csv')) writeFileSync(path, planted(file, text));
    if (file.endsWith('.yaml')) writeFileSync(path, inConfiguration(text));
  }
}
