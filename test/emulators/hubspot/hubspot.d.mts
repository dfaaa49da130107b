import type { ServerResponse } from 'node:http';

export interface Past {
  readonly value: string;
  readonly at: number;
  readonly source: string;
  readonly userId: number | null;
}

export interface HubRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly history?: Readonly<Record<string, readonly Past[]>>;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archived?: boolean;
  readonly archivedAt?: number;
}

export interface Table {
  readonly size: () => number;
  readonly ids: () => readonly string[];
  readonly get: (id: string) => HubRecord | undefined;
  readonly put: (record: HubRecord) => void;
  readonly drop: (id: string) => void;
  readonly change: (record: HubRecord, at: number) => void;
  readonly remove: (id: string, at: number) => void;
  readonly merge: (id: string, into: string, at: number) => void;
}

export interface Definition {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly calculated?: boolean;
  readonly createdAt?: string;
}

export interface Portal {
  account: Readonly<Record<string, unknown>>;
  owners: readonly Readonly<Record<string, unknown>>[];
  pipelines: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly properties: Record<string, readonly Definition[]>;
  labels: Readonly<Record<string, readonly object[]>>;
  readonly tables: Record<string, Table>;
  /** The key of the stories behind an id of the demo org. */
  readonly keyOf?: (id: string) => string | undefined;
}

/** One request as it came in. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** search, batch, associations, labels, association, list, get, owners, owner, pipelines, properties, account, usage */
  readonly kind: string | undefined;
  readonly type: string | undefined;
  readonly to: string | undefined;
  readonly text: string;
  /** By the clock of the emulator. */
  readonly at: number;
  readonly status: number;
}

export interface Exchange extends Omit<Seen, 'at' | 'status' | 'query'> {
  readonly token: string;
  readonly turn: number;
  /** How many requests of the same kind, for the same type, came before. */
  readonly before: number;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly text?: string;
  readonly socket?: (response: ServerResponse) => void;
}

/** Something that goes wrong: `before` an answer is made, or with the answer. */
export interface Fault {
  readonly before?: (exchange: Exchange) => Reply | undefined;
  readonly after?: (reply: Reply, exchange: Exchange) => Reply | undefined;
}

export interface Clock {
  readonly now: () => number;
  readonly move: (milliseconds: number) => void;
  readonly set: (instant: number) => void;
}

export interface Token {
  readonly kind: 'private-app' | 'service-key' | 'oauth';
  readonly scopes: readonly string[];
  readonly expiresAt?: number;
}

export interface HubspotOptions {
  /** Names of faults that the emulator knows. */
  readonly fault?: string | readonly string[];
  readonly port?: number;
  readonly portal?: Portal;
  /** Whether leads are contacts with a lead status, or records of their own. */
  readonly leads?: 'contacts' | 'objects';
  readonly account?: { readonly region?: string; readonly timeZone?: string; readonly portalId?: number };
  readonly clock?: Pick<Clock, 'now'>;
  readonly tokens?: Readonly<Record<string, Token>>;
  readonly oauth?: { readonly refreshToken: string; readonly scopes?: readonly string[] };
  readonly limits?: {
    readonly plan?: 'starter' | 'professional' | 'enterprise' | 'oauth';
    readonly perTenSeconds?: number;
    readonly perDay?: number;
    readonly perSecond?: number;
    readonly isOff?: boolean;
  };
  readonly faults?: readonly Fault[];
  readonly seed?: string;
  /** Searches without a sort come in another order each time; on unless switched off. */
  readonly isUnstable?: boolean;
  /** Milliseconds until a search, and until counts, know of a change. */
  readonly searchDelay?: number;
  readonly rollUpDelay?: number;
  readonly searchBody?: number;
  readonly historyBatch?: number;
  readonly historyLimit?: number;
  readonly associationPage?: number;
  readonly associationSlice?: number;
  readonly missing?: 'told' | 'absent';
  readonly isEpoch?: boolean;
  readonly latency?: (exchange: Exchange) => Promise<void>;
}

export interface Hubspot {
  readonly url: string;
  readonly token: string;
  readonly env: { readonly HUBSPOT_API_URL: string; readonly HUBSPOT_ACCESS_TOKEN: string };
  readonly clock: Clock;
  readonly portal: Portal;
  readonly requests: () => readonly Seen[];
  /** Requests that could have changed something: there must be none. */
  readonly writes: () => readonly string[];
  readonly tally: () => Readonly<Record<string, number>>;
  /** To be called once properties of the account have been taken away or added. */
  readonly redefine: () => void;
  readonly addFault: (fault: Fault) => void;
  readonly clearFaults: () => void;
  readonly close: () => Promise<void>;
}

export function startHubspot(options?: HubspotOptions): Promise<Hubspot>;

/** The demo org as an account. */
export function tellDemo(options?: Pick<HubspotOptions, 'leads' | 'account'>): Portal;

export interface Volume {
  readonly deals?: number;
  /** As contacts. */
  readonly leads?: number;
  readonly contactsPerDeal?: number;
  /** Engagements of each of five kinds. */
  readonly perDeal?: number;
  readonly perLead?: number;
  readonly dealsPerOwner?: number;
  readonly leadsPerOwner?: number;
  readonly seed?: string;
}

/** An account of any size, whose records are made when they are asked for. */
export function tellVolume(options?: Volume): Portal;

/** The faults by name: the number in the list of those to survive (0: beyond it), and what happens. */
export const FAULTS: Readonly<Record<string, { readonly number: number; readonly about: string }>>;

/** How two records belong together: a label of the account's own, the primary one. */
export interface Bond {
  readonly isPrimary?: boolean;
  readonly labels?: readonly object[];
}

type Values = Readonly<Record<string, string | null>>;

/** What people do in an account over time, each now by its clock. */
export interface Edits {
  /** Gives the id. */
  readonly create: (type: string, properties: Values, on?: readonly (readonly [string, string, Bond?])[]) => string;
  readonly update: (type: string, id: string, changes: Values, by?: { readonly userId?: number | null }) => void;
  readonly associate: (from: string, a: string, to: string, b: string, bond?: Bond) => void;
  readonly dissociate: (from: string, a: string, to: string, b: string) => void;
  readonly archive: (type: string, id: string) => void;
  readonly restore: (type: string, id: string, how?: { readonly isStamped?: boolean }) => void;
  readonly merge: (type: string, id: string, into: string) => void;
  readonly changeOwner: (id: string, changes: Readonly<Record<string, unknown>>) => void;
  readonly changeStage: (id: string, changes: Readonly<Record<string, unknown>>) => void;
  readonly define: (type: string, definition: Definition) => void;
  readonly undefine: (type: string, name: string) => void;
  /** Sets what HubSpot calculates, which stamps nothing. */
  readonly recalculate: (type: string, id: string, values: Values) => void;
  /** Of records that are there. */
  readonly ids: (type: string) => readonly string[];
  readonly archivedIds: (type: string) => readonly string[];
  readonly linked: (from: string, to: string, id: string) => readonly string[];
}

export function openEdits(hub: Pick<Hubspot, 'portal' | 'clock' | 'redefine'>): Edits;
