import type { Problem } from '../lib/errors.ts';

export type Value = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, unknown>>;

/**
 * What a store needs of an engine. `?` stands for a value in every statement. Text that is bound holds no zero bytes
 * (neither engine keeps them): whatever people wrote is bound as JSON.
 */
export interface Database {
  readonly engine: 'sqlite' | 'postgres';
  /** Never a credential. */
  readonly label: string;
  readonly query: (sql: string, values?: readonly Value[]) => Promise<readonly Row[]>;
  /** All of the work or none of it, while no other process writes. */
  readonly write: <T>(work: () => Promise<T>) => Promise<T>;
  /** All of the work sees the same state. */
  readonly read: <T>(work: () => Promise<T>) => Promise<T>;
  /** Whether there are tables of ours. */
  readonly isOurs: () => Promise<boolean>;
  /** What the engine itself finds damaged. */
  readonly damage: () => Promise<readonly Problem[]>;
  /** Gives room back after rows were dropped. */
  readonly shrink: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export function textIn(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new Error(`the column ${column} holds no text`);
}

/** PostgreSQL gives its larger integers as text. */
export function numberIn(row: Row, column: string): number {
  const value = row[column];
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new Error(`the column ${column} holds no number`);
}

export function bytesIn(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw new Error(`the column ${column} holds no bytes`);
}
