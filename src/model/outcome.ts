/** Somebody as the CRM knows them. */
export interface Somebody {
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
}

/** Somebody on the customer's side, and since when they were engaged: an instant. */
export interface EngagedPerson {
  readonly name: string;
  readonly since: number;
}

/** What became of a deal. `undefined` is not known; instants are milliseconds since 1970. */
export interface DealOutcome {
  readonly id: string;
  readonly name: string | null;
  /** Whoever owned it when it was closed; of an open deal, whoever owns it. */
  readonly owner: Somebody;
  /** In the report's currency. */
  readonly amount: number | null | undefined;
  readonly currency: string | null;
  readonly isOpen: boolean | undefined;
  readonly isWon: boolean | undefined;
  readonly closedAt: number | null | undefined;
  /** How often the close date was pushed out by the owner. */
  readonly pushes: number | null | undefined;
  /** When the deal last left the second stage of the process, and whether it went on; `null` where it has not. */
  readonly secondStage: { readonly leftAt: number; readonly isOnward: boolean } | null | undefined;
  /** Who had been engaged when it was closed, for sure; `null` where it is open or nobody can be seen taking part. */
  readonly engagedAtClose: readonly EngagedPerson[] | null;
}

/** How a lead was first answered by its owner. */
export interface LeadOutcome {
  readonly id: string;
  readonly owner: Somebody;
  /** When the owner got it. */
  readonly startedAt: number;
  readonly isInTime: boolean;
}

/** What became of the records of a source. */
export interface Outcomes {
  readonly deals: readonly DealOutcome[];
  readonly leads: readonly LeadOutcome[];
}
