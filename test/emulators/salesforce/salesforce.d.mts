/** Rows of an org, to be changed in place: a deleted row keeps standing there with `IsDeleted: true`. */
export type Row = Record<string, string | number | boolean | null>;

export interface Table {
  readonly rows?: Row[];
  readonly size: () => number;
  readonly handles: () => Iterable<unknown>;
  readonly get: (handle: unknown, field: string) => unknown;
  readonly byId: (id: string) => unknown;
  readonly touch?: () => void;
}

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly length: number;
  readonly referenceTo: readonly string[];
  readonly relationship: string | null;
  readonly children: string | null;
  readonly isName: boolean;
}

export interface ObjectSchema {
  readonly name: string;
  readonly prefix: string;
  readonly fields: Map<string, Field>;
}

export interface Org {
  readonly id: string;
  /** By name in lower case; what is taken out is switched off in this org. */
  readonly schema: Map<string, ObjectSchema>;
  readonly tables: Map<string, Table>;
}

/** What a request is about. */
export interface Asked {
  readonly kind: string;
  readonly kinds: readonly string[];
  readonly objects: readonly string[];
  readonly path: string;
  readonly soql: string;
  readonly user?: string;
  readonly page?: number;
  readonly isPart: boolean;
}

export type Kind =
  | 'query'
  | 'more'
  | 'describe'
  | 'describe-all'
  | 'record'
  | 'composite'
  | 'limits'
  | 'resources'
  | 'versions'
  | 'token'
  | 'identity'
  | 'bulk-create'
  | 'bulk-poll'
  | 'bulk-results'
  | 'bulk-end';

/** Everything that is named has to hold. */
export interface When {
  readonly kind?: Kind;
  /** Object that is read, in canonical case. */
  readonly object?: string;
  readonly soql?: RegExp;
  readonly path?: RegExp;
  readonly user?: string;
  /** 1 for the first page of a query. */
  readonly page?: number;
  readonly where?: (asked: Asked) => boolean;
  /** Matching requests that are let through first. */
  readonly after?: number;
  /** Matching requests that then go wrong; all when absent. */
  readonly times?: number;
}

/** Exactly one of these. */
export interface Do {
  readonly error?: {
    readonly status: number;
    readonly errorCode: string;
    readonly message: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
  readonly page?: {
    readonly status: number;
    readonly text: string;
    readonly type?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
  readonly hang?: true;
  /** One byte every so many milliseconds. */
  readonly trickle?: number;
  readonly drop?: 'sized' | 'chunked';
  readonly truncate?: true;
  readonly redirect?: string;
  /** Milliseconds before an answer that is as it should be. */
  readonly delay?: number;
  readonly act?: (emulator: Acting) => void;
  // biome-ignore lint/suspicious/noExplicitAny: any body, to be spoiled
  readonly change?: (body: any) => unknown;
}

/** What a fault may lay hands on between two answers. */
export interface Acting {
  readonly org: Org;
  readonly clock: Clock;
  readonly cursors: { readonly clear: () => void };
  readonly users: readonly { readonly token: string }[];
  /** Tokens that are not valid any more. */
  readonly ended: Set<string>;
}

export interface Fault {
  readonly name?: string;
  readonly when: When;
  readonly do: Do;
}

export interface Clock {
  readonly now: () => number;
  readonly set: (instant: number) => void;
  readonly advance: (milliseconds: number) => void;
  /** Stands still, at an instant or where it is. */
  readonly stop: (instant?: number) => void;
}

export interface UserOptions {
  /** Of a `User` of the org, to be that user; the first one otherwise. */
  readonly username?: string;
  readonly token?: string;
  /** Objects (`Territory2`) and fields (`Lead.HasOptedOutOfEmail`) that the user may not see. */
  readonly hidden?: readonly string[];
  /** Rows that are shared with the user. */
  readonly sees?: (object: string, get: (field: string) => unknown) => boolean;
  readonly zone?: string;
}

export interface ConnectedApp {
  readonly clientId: string;
  readonly clientSecret?: string;
  /** PEM, of the key that signs assertions. */
  readonly publicKey?: string;
  /** Username of client credentials. */
  readonly runAs?: string;
  /** Usernames who may come with an assertion; everybody when absent. */
  readonly approved?: readonly string[];
  readonly refreshToken?: string;
  /** Not installed in the org. */
  readonly isBlocked?: boolean;
}

export interface Settings {
  readonly versions?: readonly string[];
  readonly audiences?: readonly string[];
  readonly limitInfo?: 'plain' | 'per-app-first' | 'absent';
  /** Rows of a page, whatever the caller asks for. */
  readonly pageSize?: number;
  /** Rows of each page in turn, instead. */
  readonly pages?: readonly number[];
  readonly hasEmptyLastPage?: boolean;
  /** Whether pages are now and then smaller than they could be; so it is unless said otherwise. */
  readonly isRagged?: boolean;
  readonly childPageSize?: number;
  /** Bytes of a URI, and of a URI with headers; 16,384 as Salesforce has it. */
  readonly mostUri?: number;
  /** Milliseconds that a query locator lives without being used. */
  readonly cursorLife?: number;
}

export interface SalesforceOptions extends UserOptions {
  /** The demo when absent. */
  readonly org?: Org;
  /** The first is who `token` and `env` are of. */
  readonly users?: readonly UserOptions[];
  /** Objects (`OpportunityFieldHistory`) and fields (`Opportunity.PushCount`) that this org has not switched on. */
  readonly without?: readonly string[];
  readonly apps?: readonly ConnectedApp[];
  readonly faults?: readonly Fault[];
  readonly settings?: Settings;
  readonly bulk?: {
    /** Looks at a job that find it in progress. */
    readonly polls?: number;
    /** Most rows of a page of results. */
    readonly pageRows?: number;
    /** Why jobs fail. */
    readonly failure?: string;
    readonly hasNoLocator?: boolean;
  };
  readonly limits?: { readonly max?: number; readonly used?: number };
  readonly seed?: number;
  /** Where the clock starts; the machine's time when absent. */
  readonly now?: number;
  readonly port?: number;
}

export interface EmulatedRequest {
  readonly method: string;
  readonly path: string;
  readonly soql: string | undefined;
  readonly text: string;
  readonly at: number;
  /** Of the answer, once it has been given. */
  readonly status: number | undefined;
}

export interface SalesforceEmulator {
  readonly url: string;
  readonly token: string;
  /** The environment under which the program finds this org. */
  readonly env: { readonly SF_INSTANCE_URL: string; readonly SF_ACCESS_TOKEN: string };
  readonly tokenOf: (username: string) => string;
  readonly org: Org;
  readonly clock: Clock;
  /** To be set at will. */
  readonly limits: { max: number; used: number };
  readonly faults: {
    readonly add: (fault: Fault) => void;
    readonly clear: () => void;
    /** How often each was met, by name or number. */
    readonly met: () => Readonly<Record<string, number>>;
  };
  /** Changes the rows of an object. */
  readonly change: (object: string, edit: (rows: Row[]) => void) => void;
  /** Calls that count towards the daily limit. */
  readonly calls: () => number;
  readonly requests: () => readonly EmulatedRequest[];
  /** Requests that would have written: empty at the end of every test. */
  readonly writes: () => readonly { readonly method: string; readonly path: string }[];
  /** Failures of the emulator itself: empty at the end of every test. */
  readonly bugs: () => readonly Error[];
  readonly jobs: () => readonly { readonly id: string; readonly state: string; readonly object: string }[];
  readonly openCursors: () => number;
  readonly dropCursors: () => void;
  /** From now on the token is not valid; tokens that are granted later are. */
  readonly endSession: (token?: string) => void;
  readonly close: () => Promise<void>;
}

export function startSalesforce(options?: SalesforceOptions): Promise<SalesforceEmulator>;
/** The org of the demo: the rows of `fixtures/demo`, read anew. */
export function demoOrg(): Org;
/** The org that a folder of Data Loader files tells of. */
export function folderOrg(folder: string): Org;
/** Spoils the texts, dates and amounts of an org, in place. */
export function hostileOrg(org: Org): Org;
/** An org of any size, every value computed from the number of its row. */
export function volumeOrg(options?: {
  readonly leads?: number;
  readonly deals?: number;
  /** Tasks and events, five to one. */
  readonly activities?: number;
  readonly reps?: number;
  readonly seed?: number;
  readonly asOf?: number;
}): Org;

/** What people do in an org: changes as an org makes them, with history, time stamps and what moves without them. */
export interface Editing {
  /** Gives the id of the new row; values of fields that the object does not have are left out. */
  readonly create: (object: string, values: Row) => string;
  readonly update: (object: string, id: string, values: Row) => void;
  /** Into the recycle bin, with what belongs to it, and out of it. */
  readonly remove: (object: string, id: string) => void;
  readonly restore: (object: string, id: string) => void;
  /** Its activities become those of the contact. */
  readonly convert: (lead: string, contact: string, values?: Row) => void;
  /** For good, without a trace. */
  readonly purge: (object: string, id: string) => void;
  readonly merge: (object: string, winner: string, loser: string, values?: Row) => void;
  readonly ids: (object: string) => readonly string[];
  /** Ids of what lies in the recycle bin. */
  readonly binned: (object: string) => readonly string[];
  readonly rowOf: (object: string, id: string) => Row | undefined;
  readonly has: (object: string, field: string) => boolean;
}
/** From 0 up to, but not, `below`: the same for the same numbers. */
export function pickBelow(below: number, ...numbers: readonly number[]): number;
export function editing(emulator: Pick<SalesforceEmulator, 'org' | 'clock'>): Editing;

export interface NamedFault {
  /** Of the list of faults in the README. */
  readonly number: number;
  readonly about: string;
  readonly options: SalesforceOptions;
}
export const FAULTS: Readonly<Record<string, NamedFault>>;
/** Options with those of faults, by name, added to them. */
export function withFaults(names: readonly string[], options?: SalesforceOptions): SalesforceOptions;
