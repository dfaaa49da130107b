import type { RowType } from './fields.ts';
import type { Rows } from './records.ts';

/** Rows arrive in batches, so that a million of them cost few turns of the event loop. */
export interface Stream<T> extends AsyncIterable<readonly T[]> {
  /**
   * The same rows once more, as often as asked, after the stream has ended; nothing is noted of them again. Only of
   * sources of which to read again is cheaper than to hold what was read.
   */
  readonly again?: (() => Stream<T>) | undefined;
}

/** A stream that can be read again, where `again` is given. */
export const readAgain = <T>(stream: Stream<T>, again: Stream<T>['again']): Stream<T> =>
  again === undefined ? stream : { [Symbol.asyncIterator]: () => stream[Symbol.asyncIterator](), again };

/**
 * The parts of a CRM that a source may or may not be able to show. A part that is absent makes the checks that need it
 * not evaluable; a part that is present but has no row for a record means that there is none.
 */
export const parts = [
  'people',
  'accounts',
  'contacts',
  'contactRoles',
  'leadHistory',
  'dealHistory',
  'tasks',
  'calls',
  'emails',
  'meetings',
  'notes',
  'participants',
] as const;
export type Part = (typeof parts)[number];

/** Something the source could not show: what, why, and which parts or canonical fields (`lead.status`) are hidden by it. */
export interface Gap {
  readonly what: string;
  readonly reason: string;
  readonly hides: readonly string[];
  /** Something that was asked for could not be read, or was read in part: `--fail-on incomplete` fires. */
  readonly isIncomplete: boolean;
}

/** The canonical fields that rules and facts read, by row type, and whose records: sources fetch no more than this. */
export interface Wants {
  readonly fields: { readonly [T in RowType]: ReadonlySet<string> };
  /** Rows created later than this instant are ignored (milliseconds since 1970). */
  readonly asOf: number;
  /** Whose records are asked for; a source that pays for every row may leave the others unread, and says so in a gap. */
  readonly whose?: Whose | undefined;
  /** What records are held against, beyond themselves. */
  readonly against?: Against | undefined;
}

/** What rules hold records against, so that a source that reads some records knows which others it needs. */
export interface Against {
  /** Leads and contacts of anybody, for duplicates, and the open deals that they are on. */
  readonly people: boolean;
  /** Deals of anybody that were won, and their history, for the usual pace. */
  readonly wins: boolean;
}

/** E-mail addresses, names or ids of reps, and of managers with everyone below them; none at all: everyone. */
export interface Whose {
  readonly reps: readonly string[];
  readonly teams: readonly string[];
  /** Records closed before this instant are out of scope (milliseconds since 1970). */
  readonly closedSince: number;
}

/** What a reading costs of what its CRM allows. Complete only after the last stream has ended. */
export interface CallUsage {
  readonly made: number;
  /** As far as is known by now; never less than were made. */
  readonly planned: number;
  /** Calls that the CRM still allows today, all its users together; `null` where it does not say. */
  readonly remaining: number | null;
  /** Calls that it allows in a day; `null` where it does not say. */
  readonly limit: number | null;
  /** Why the reading ended before everything was read; `null` where it did not. */
  readonly stopped: string | null;
}

/**
 * One reading of a CRM. The streams are consumed once, in the order of `rowTypes`; `gaps` is complete only after the
 * last of them has ended.
 */
export interface Dataset {
  readonly kind: 'files' | 'salesforce' | 'hubspot' | 'demo';
  /** Never an absolute path. */
  readonly label: string;
  readonly streams: { readonly [T in RowType]: Stream<Rows[T]> };
  readonly has: (part: Part) => boolean;
  readonly gaps: () => readonly Gap[];
  /** The CRM's own name of a canonical field, for evidence: `columnOf('lead', 'status')` is `Status`. */
  readonly columnOf: (type: RowType, field: string) => string | undefined;
  /** A link to the record in the CRM, where one can be made. */
  readonly urlOf: (type: 'lead' | 'deal', id: string) => string | undefined;
  /** `sha256:…` over what was read, complete after the last stream has ended. */
  readonly hash: () => string;
  /** Rows of a type that are going to come, as far as the source knows by now: for progress alone. */
  readonly expects?: (type: RowType) => number | undefined;
  /** Of a live source. */
  readonly usage?: () => CallUsage;
  /** Releases files and connections, also after a failure. */
  readonly close: () => Promise<void>;
}

/** A stream of nothing. */
export async function* empty<T>(): AsyncGenerator<readonly T[]> {}

type Streams = Dataset['streams'];

/** The same streams, each passed through `map`; what is read again is not. */
export const mapStreams = (
  { person, account, contact, contactRole, history, activity, lead, deal }: Streams,
  map: <T>(type: RowType, stream: Stream<T>) => Stream<T>,
): Streams => ({
  person: map('person', person),
  account: map('account', account),
  contact: map('contact', contact),
  contactRole: map('contactRole', contactRole),
  history: map('history', history),
  activity: map('activity', activity),
  lead: readAgain(map('lead', lead), lead.again),
  deal: readAgain(map('deal', deal), deal.again),
});
