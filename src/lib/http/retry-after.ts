/**
 * Milliseconds that a `Retry-After` header asks to wait, in seconds or as a date, never more than `most`; `undefined`
 * where there is none that can be read.
 */
export function retryAfterOf(
  headers: Readonly<Record<string, string>>,
  { now, most }: { readonly now: number; readonly most: number },
): number | undefined {
  const written = headers['retry-after']?.trim();
  if (written === undefined || written === '') return undefined;
  const asked = /^\d+(?:\.\d+)?$/.test(written) ? Number(written) * 1000 : dateOf(written) - now;
  return Number.isNaN(asked) ? undefined : Math.min(Math.max(asked, 0), most);
}

/** Dates of HTTP are in GMT and say so; others would be read in the zone of this machine. */
const dateOf = (written: string): number => (/ GMT$/.test(written) ? Date.parse(written) : Number.NaN);

/** Milliseconds before the next try where nobody says: 1, 2, 4 … seconds, never more than `most`. */
export const backoff = (tries: number, most: number): number => Math.min(1000 * 2 ** Math.min(tries - 1, 20), most);
