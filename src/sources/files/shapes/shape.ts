import type { Stream } from '../../../model/dataset.ts';
import type { RowType } from '../../../model/fields.ts';
import type { Rows } from '../../../model/records.ts';
import type { Folder } from '../folder.ts';
import type { Reading } from '../reading.ts';

/** What a shape makes of a folder: a stream for every row type that it can show. */
export interface Shaped {
  readonly streams: { readonly [T in RowType]?: Stream<Rows[T]> };
  readonly columnOf: (type: RowType, field: string) => string | undefined;
  /** Row types whose files bear ids of Salesforce. */
  readonly hasSalesforceIds: boolean;
}

/**
 * A way in which exports are shaped. It opens the files that it knows, for row types that are not `taken` by a shape
 * before it, and answers `undefined` where it knows none. To recognize another shape is one more file like these.
 */
export type Shape = (folder: Folder, reading: Reading, taken: ReadonlySet<RowType>) => Promise<Shaped | undefined>;
