/** Calls of a day: those made by anybody in the org, and those that it may make. */
export interface Usage {
  readonly used: number;
  readonly max: number;
}

/** An app may have a share of its own, told before or behind the whole: only the whole counts. */
const WHOLE = /(?:^|[;,]\s*)api-usage=(\d+)\/(\d+)/;

/** What `Sforce-Limit-Info` tells; `undefined` where it tells nothing. */
export function usageIn(headers: Readonly<Record<string, string>>): Usage | undefined {
  const found = WHOLE.exec(headers['sforce-limit-info'] ?? '');
  return found === null ? undefined : { used: Number(found[1]), max: Number(found[2]) };
}
