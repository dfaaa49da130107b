/** The labels that a CRM keeps, as records bear them, in its own order, and what it says of each. */
export interface CrmLabels {
  readonly statuses: readonly { readonly label: string; readonly isConverted: boolean }[];
  readonly stages: readonly { readonly label: string; readonly isClosed: boolean; readonly isWon: boolean }[];
}
