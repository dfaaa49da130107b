import type { AuditResult } from '../model/audit-result.ts';
import type { Trend } from '../model/trend.ts';

/** How a report may look. Nothing here changes what it says. */
export interface RenderOptions {
  /** Columns of the paper; reports that are not text in columns pass over it. */
  readonly width: number;
  readonly isColored: boolean;
  /** Whether records may be links of the terminal (OSC 8). */
  readonly isLinked?: boolean | undefined;
  /** Whether our own marks and bars may go beyond ASCII, true by default; cut text ends in … either way. */
  readonly isUnicode?: boolean | undefined;
  /** One screen: everyone in a table and what to run next, no blocks of their own. */
  readonly isBrief?: boolean | undefined;
  /** Options that a suggested command needs to read the same source, `--source demo`; made from the source by default. */
  readonly sourceOption?: string | undefined;
  /** How scores moved over the stored runs, where there is a store: shown by reports that draw. */
  readonly trend?: Trend | undefined;
}

/** What a report comes out as: whole, or in pieces where it may be longer than any string can be. */
export type Rendered = string | Uint8Array | Iterable<string | Uint8Array>;

/** One way to show a result. Pure: no console, no clock, no mutation; it escapes for its medium in one place. */
export interface Report {
  /** What `--format` calls it. */
  readonly name: string;
  /** The ending that chooses it for `--output`, with its dot; a report without one is for standard output alone. */
  readonly extension?: `.${string}` | undefined;
  /** One line for the help. */
  readonly about: string;
  /** Bytes that are no text: for files alone, never for a terminal. */
  readonly isBinary?: boolean | undefined;
  render(result: AuditResult, options: RenderOptions): Rendered;
}
