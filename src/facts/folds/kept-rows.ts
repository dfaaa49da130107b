import type { TextTable } from '../../lib/text-table.ts';
import type { Fold, Folded } from '../fold.ts';
import { startChains } from './chains.ts';

/** Rows in columns of numbers, as far as folds read them. */
export interface Columns<Row> {
  /** Puts a row in a place: the first that is free, or one whose row was given up. */
  readonly put: (place: number, row: Row) => void;
  readonly at: (place: number) => Row;
}

/** What a fold comes to for each record. */
export type FoldedRows<Row, Acc> = Pick<Folded<Row, Acc>, 'of' | 'entries'>;

/** Rows that are kept by record and folded when somebody asks. */
export interface KeptRows<Row> {
  readonly add: (id: string, row: Row) => void;
  /** A fold over the rows that it takes; `undefined` for a record that has none. Before the first row. */
  readonly foldedBy: <Acc>(fold: Fold<Row, Acc>, takes?: (row: Row) => boolean) => FoldedRows<Row, Acc>;
}

/**
 * Rows kept of one record, where nothing else is said. Most records have a few, which take far less than their accumulators do; a record with more
 * has been written to by a machine, and its rows are folded and given up, so that memory stays bounded.
 */
const MOST = 512;

interface Standing {
  /** Folds the rows of a record, so that they can be given up. */
  readonly settle: (record: number) => void;
}

/** Begins with no rows. Records are told by their number in a table, which others may share. */
export function startKeptRows<Row>(ids: TextTable, columns: Columns<Row>, most = MOST): KeptRows<Row> {
  const chains = startChains();
  const standing: Standing[] = [];
  let added = 0;
  return {
    add: (id, row) => {
      const record = ids.numberOf(id);
      if (chains.countOf(record) >= most) {
        for (const { settle } of standing) settle(record);
        chains.clear(record);
      }
      columns.put(chains.add(record), row);
      added += 1;
    },
    foldedBy: <Acc>(fold: Fold<Row, Acc>, takes: (row: Row) => boolean = () => true): FoldedRows<Row, Acc> => {
      const settled = new Map<number, Acc>();
      const ofRows = (record: number): Acc | undefined => {
        let acc: Acc | undefined;
        for (const place of chains.rowsOf(record)) {
          const row = columns.at(place);
          if (takes(row)) acc = fold.step(acc ?? fold.start(), row);
        }
        return acc;
      };
      const accOf = (record: number): Acc | undefined => {
        const [before, acc] = [settled.get(record), ofRows(record)];
        return before === undefined || acc === undefined ? (before ?? acc) : fold.merge(before, acc);
      };
      standing.push({
        settle: (record) => {
          const acc = accOf(record);
          if (acc !== undefined) settled.set(record, acc);
        },
      });
      // The facts of a record ask again and again.
      let last: { readonly id: string; readonly added: number; readonly acc: Acc | undefined } | undefined;
      return {
        of: (id) => {
          if (last?.id === id && last.added === added) return last.acc;
          const record = ids.find(id);
          last = { id, added, acc: record < 0 ? undefined : accOf(record) };
          return last.acc;
        },
        *entries() {
          for (let record = 0; record < ids.size(); record += 1) {
            const acc = accOf(record);
            if (acc !== undefined) yield [ids.at(record), acc];
          }
        },
      };
    },
  };
}
