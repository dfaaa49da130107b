import type { Dataset, Wants } from '../model/dataset.ts';

/**
 * A CRM that has been chosen and not read yet. Reading fetches what is wanted and no more; it throws `UserError` for
 * what was written wrong and `SourceError` for what cannot be read. Quirks of a vendor end here: canonical rows come out.
 */
export type Source = (wants: Wants) => Promise<Dataset>;
