import type { Finding } from '../model/audit-result.ts';
import { type Pseudonyms, startPseudonyms } from './pseudonyms.ts';

export const redactions = ['none', 'contacts', 'all'] as const;
/** `contacts`: no text of the customers; `all`: no name of a rep, manager, queue or approver either. */
export type Redaction = (typeof redactions)[number];

/** What names a person: any of these may stand for the same one. */
export interface Named {
  readonly id: string | null;
  readonly email: string | null;
  readonly name: string | null;
}

/** Gives everything that is hidden its pseudonym, the same one wherever it comes up. */
export interface Redactor {
  readonly texts: Pseudonyms;
  readonly hidesPeople: boolean;
  /** Tells that an id, an address and a name are of one person, so that they get one pseudonym. */
  readonly know: (person: Named, kind?: string) => void;
  /** A person by whatever names one; unchanged where people are not hidden. */
  readonly person: <T extends string | null>(who: T, kind?: string) => T | string;
}

/** What a redacted report may still show: days, moments, and ids as CRMs give them out. */
const MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)?$/;
const CRM_ID = /^(?:\d{1,20}|[a-zA-Z0-9]{15}(?:[A-Z0-5]{3})?)$/;
const QUOTED = /"[^"]*"|“[^”]*”/g;

/** A name that two people bear names neither. */
const AMBIGUOUS = '';

export function startRedactor(redaction: Redaction): Redactor {
  const people = startPseudonyms();
  const aliases = new Map<string, string>();
  const kinds = new Map<string, string>();
  const hidesPeople = redaction === 'all';
  const know = ({ id, email, name }: Named, kind?: string): void => {
    const [own, ...others] = [id, email, name].flatMap((one) => one?.toLowerCase() ?? []);
    if (own === undefined) return;
    if (kind !== undefined) kinds.set(own, kind);
    for (const alias of [own, ...others]) aliases.set(alias, (aliases.get(alias) ?? own) === own ? own : AMBIGUOUS);
  };
  return {
    texts: startPseudonyms(),
    hidesPeople,
    know,
    person: (who, kind = 'person') => {
      if (!hidesPeople || who === null) return who;
      const own = aliases.get(who.toLowerCase()) || who.toLowerCase();
      return people.of(kinds.get(own) ?? kind, own);
    },
  };
}

/** Text of ours; what it quotes may be a customer's. */
export const withoutQuotes = ({ texts }: Redactor, text: string): string =>
  text.replace(QUOTED, (quoted) => `"${texts.of('text', quoted.slice(1, -1))}"`);

/** An id that a CRM gave out stays; any other may be a name. */
export const shownId = ({ texts }: Redactor, kind: string, id: string): string =>
  CRM_ID.test(id) ? id : texts.of(kind, id);

export const shownValue = (
  { texts }: Redactor,
  value: Finding['evidence'][number]['value'],
): Finding['evidence'][number]['value'] =>
  typeof value === 'string' && !MOMENT.test(value) ? texts.of('text', value) : value;

export const shownRecord = (redactor: Redactor, { type, id, name, url }: Finding['record']): Finding['record'] => ({
  type,
  id: shownId(redactor, type, id),
  name: name === null ? null : redactor.texts.of(type, `${type} ${id}`),
  url: CRM_ID.test(id) ? url : null,
});
