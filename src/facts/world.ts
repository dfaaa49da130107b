import type { Match, Sighting } from '../identity/duplicates.ts';
import type { Identity } from '../identity/identity.ts';
import type { Duration } from '../lib/duration.ts';
import type { Part } from '../model/dataset.ts';
import type { RowType } from '../model/fields.ts';
import type {
  Account,
  Activity,
  AuditRecord,
  Contact,
  ContactRole,
  Deal,
  HistoryEntry,
  Lead,
  Person,
} from '../model/records.ts';
import type { NextStepInput, NextStepJudgment } from '../text/next-step.ts';
import type { NoteAnalyzer } from '../text/note.ts';
import type { Calendar } from './calendar.ts';
import type { Folded } from './fold.ts';
import type { Conversion } from './folds/conversions.ts';
import type { KeptActivity } from './folds/kept-activities.ts';
import type { KeptChange } from './folds/kept-changes.ts';
import type { KeptNote } from './folds/kept-notes.ts';
import type { FoldedRows } from './folds/kept-rows.ts';
import type { later } from './folds/later.ts';
import type { Notes } from './folds/notes.ts';
import type { Participants, Participation } from './folds/participants.ts';
import type { Plans } from './folds/plans.ts';
import type { Prospect } from './folds/prospects.ts';
import type { Request } from './folds/requests.ts';
import type { Timeline } from './folds/timeline.ts';
import type { Touches } from './folds/touches.ts';
import type { Win } from './folds/wins.ts';
import type { Workers } from './folds/workers.ts';

/** The six places that a lead can be in, in the order in which work moves it. */
export const leadCategories = ['new', 'working', 'qualified', 'nurture', 'disqualified', 'converted'] as const;
export type LeadCategory = (typeof leadCategories)[number];

export const stageGroups = ['early', 'mid', 'late', 'won', 'lost'] as const;
export type StageGroup = (typeof stageGroups)[number];

/** What is being judged: one record in its world. */
export interface Subject {
  readonly record: AuditRecord;
  readonly world: World;
}

/** A compiled condition on a record: true, false, or `undefined` where it cannot be told. */
export type Condition = (subject: Subject) => boolean | undefined;

export interface Stage {
  readonly name: string;
  readonly group: StageGroup;
  /** Place among the stages, from 0. */
  readonly index: number;
  /** What must hold before a deal leaves this stage, as written and compiled. */
  readonly exit: readonly { readonly source: string; readonly holds: Condition }[];
}

/** One line of the routing policy. */
export interface Route {
  readonly name: string;
  readonly when: Condition;
  /** An e-mail address, `queue:Name`, or several of them: any will do. */
  readonly owners: readonly string[];
  /** Every name that the condition reads. */
  readonly reads: readonly string[];
  /** In force from and until these days, inclusive. */
  readonly from: number | null;
  readonly until: number | null;
}

/** The routes that speak of each record type, in order; none: the policy says nothing of that type. */
export interface RoutingPolicy {
  readonly lead: readonly Route[];
  readonly deal: readonly Route[];
}

/** The numbers that facts go by, from rules/facts.yaml; a team changes them in threadcount.yaml. */
export interface Limits {
  /** Who met or wrote with us within this time is engaged. */
  readonly engaged: Duration;
  /** The same in early stages. */
  readonly engagedEarly: Duration;
  /** A listed contact without activity for this long is silent. */
  readonly silent: Duration;
  /** A contact put on the list this short a time before as-of is new there. */
  readonly justListed: Duration;
  /** Changes of stage within this time are one jump. */
  readonly stageJump: Duration;
  /** A note written this long before a change still explains it. */
  readonly noteBeforeChange: Duration;
  /** Words of a name this similar, 0 to 1, may be a slip of the key. */
  readonly nearName: number;
  /** Who got a record from somebody else this short a time ago does not answer for what was left on it. */
  readonly inherited: Duration;
  /** Changes of status made within this time by one rep are one sitting. */
  readonly batchWindow: Duration;
  /** A change of status this long after what it tells of was put off. */
  readonly batchLag: Duration;
  /** The time before as-of that a burst of edits falls into. */
  readonly burst: Duration;
  /** The time before that which shows what is usual for the rep. */
  readonly burstNorm: Duration;
  /** Notes with this share of words in common, 0 to 1, are copies. */
  readonly copiedSimilarity: number;
  /** Shorter notes, in characters, say too little to have been copied. */
  readonly copiedLength: number;
  /** With fewer won deals than this, what is usual in a stage cannot be told. */
  readonly paceSamples: number;
  /** Words that give a reason, lower case. */
  readonly reasonWords: readonly string[];
}

/** Records that the team leaves out: one of a condition, an owner and a list of ids says which. */
export interface Exclusion {
  readonly reason: string;
  readonly when: Condition | null;
  readonly rep: string | null;
  readonly records: ReadonlySet<string> | null;
  /** Every name that the condition reads. */
  readonly reads: readonly string[];
}

/** When people were there to work. */
export interface Presence {
  /** The first day in the present role; `undefined` where none is on file. */
  readonly startedOn: (person: Somebody) => number | undefined;
  /** Leaves on file, both days included; `to` is `null` where no end is known. */
  readonly leavesOf: (person: Somebody) => readonly { readonly from: number; readonly to: number | null }[];
}

/** Whatever names a person: files name people by any of these. */
export interface Somebody {
  readonly id?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly name?: string | null | undefined;
}

/** What the team has told us of itself: labels, routing, calendar, people. */
export interface Setting {
  readonly asOf: number;
  /** The day of `asOf` in the configured zone. */
  readonly today: number;
  readonly calendar: Calendar;
  readonly limits: Limits;
  readonly internalDomains: ReadonlySet<string>;
  readonly freeMailDomains: ReadonlySet<string>;
  /** Whether an address is a shared inbox (`info@`) or a system's (`no-reply@`): nobody in particular. */
  readonly isNobody: (email: string) => boolean;
  /** Whether a name is a stand-in (`test`, `asdf`, `unknown`). */
  readonly isPlaceholderName: (name: string) => boolean;
  /** Tells people apart. */
  readonly identity: Identity;
  readonly statusOf: (label: string) => LeadCategory | undefined;
  readonly stageOf: (label: string) => Stage | undefined;
  /** Every name that some stage's exit criteria read. */
  readonly exitReads: readonly string[];
  /** The routing policy by record type; `null` without a policy. */
  readonly routing: RoutingPolicy | null;
  /** What is left out of the audit, in the order of the configuration. */
  readonly exclusions: readonly Exclusion[];
  /** The exchange rate to the report currency, or `undefined` when none was given. */
  readonly rateOf: (currency: string) => number | undefined;
  readonly reportCurrency: string | null;
  readonly judgeNextStep: (input: NextStepInput) => NextStepJudgment;
  readonly judgeNote: NoteAnalyzer;
  /** Whether a word names a month or a weekday. */
  readonly isDateWord: (word: string) => boolean;
  readonly buyingRoles: BuyingRoles;
  readonly presence: Presence;
}

/** Reads buying roles, functions and levels out of contact roles and job titles; see rules/lexicons/buying-roles.yaml. */
export interface BuyingRoles {
  /** What a recorded role means: `economic-buyer`, `champion`, `user` …; `null`: a role we do not know. */
  readonly roleOf: (label: string) => string | null;
  /** By role or, where the title says enough, by title. A title that says nothing of it is no economic buyer's. */
  readonly isEconomicBuyer: (roles: readonly string[], title: string | null) => boolean;
  readonly isChampion: (roles: readonly string[]) => boolean;
  /** The function that a title speaks of: `finance`, `it` …; `null` where it tells none. */
  readonly functionOf: (title: string) => string | null;
  /** `c-level`, `vp`, `director`, `manager` or `staff`; `null` where a title tells none. */
  readonly levelOf: (title: string) => string | null;
  /** What somebody without a recorded role does who behaves as a champion, beside writing to us. */
  readonly championBehavior: { readonly meetings: number; readonly stages: number };
}

/** Everything known besides the record itself. */
export interface World extends Setting {
  readonly has: (part: Part) => boolean;
  /** Whether the source has this canonical field at all; one it has may still be unknown on a record. */
  readonly hasField: (type: RowType, field: string) => boolean;
  /** Whether changes of this field of this record type are tracked. */
  readonly tracks: (type: 'lead' | 'deal', field: string) => boolean;
  readonly columnOf: (type: RowType, field: string) => string | undefined;
  readonly people: ReadonlyMap<string, Person>;
  readonly personByEmail: ReadonlyMap<string, Person>;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly contactByEmail: ReadonlyMap<string, Contact>;
  readonly contactRoles: ReadonlyMap<string, readonly ContactRole[]>;
  readonly folds: Folds;
  /** Where this is the world of a past moment, the record as it stands now: most of what is known now was not then. */
  readonly present?: Subject;
  /** Who is who among leads, contacts and the people on open deals. */
  readonly identities: Identities;
}

/** Who is who. Every record is taken before the first is asked for. */
export interface Identities {
  readonly take: (subject: Subject) => void;
  /** `undefined` where no records were taken, since nobody asks who is who. */
  readonly of: (subject: Subject) => Encounters | undefined;
}

/** The records that describe the same person as a lead. */
export interface Encounters {
  readonly self: Sighting;
  readonly matches: readonly Match[];
  /** The open deals that those are on who surely are the same person. */
  readonly deals: readonly DealLink[];
  /** Whether the contact list of every open deal could be seen. */
  readonly seesDeals: boolean;
}

/** An open deal that a person is on. */
export interface DealLink {
  readonly deal: string;
  /** Key of the owner; `null`: nobody's; `undefined`: not known. */
  readonly ownerId: string | null | undefined;
  /** When both the deal and the person's place on it existed; `undefined` where it is not known. */
  readonly since: number | undefined;
}

/** The running folds of one audit, by record id (`participants` also by contact id). */
export interface Folds {
  readonly timeline: FoldedRows<KeptChange, Timeline>;
  /** What the first changes after as-of found, by field. */
  readonly later: Folded<HistoryEntry, ReturnType<typeof later.start>>;
  readonly touches: FoldedRows<KeptActivity, Touches>;
  readonly plans: Folded<Activity, Plans>;
  readonly notes: FoldedRows<KeptNote, Notes>;
  readonly participants: FoldedRows<KeptActivity, Participants>;
  /** By the id of the lead. */
  readonly leadContact: FoldedRows<KeptActivity, Participation>;
  /** The leads that became a deal, by its id. */
  readonly prospects: Folded<Lead, readonly Prospect[]>;
  readonly workers: FoldedRows<KeptActivity, Workers>;
  readonly requests: Folded<Activity, Request[]>;
  /** By the id of the deal that a lead became; complete before the first record is judged where a rule asks for it. */
  readonly conversions: Folded<AuditRecord, Conversion>;
  /** The won deals; complete before the first deal is judged where a rule asks for them. */
  readonly wins: Folded<Deal, Win>;
}
