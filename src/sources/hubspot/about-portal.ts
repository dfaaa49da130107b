import { createZone, type Zone } from '../../lib/time-zone.ts';
import type { Ask } from './ask.ts';
import { accountSchema } from './payloads.ts';

/** The account that a token belongs to. */
export interface PortalInfo {
  readonly id: string;
  /** `undefined` where the account does not tell, or tells of a zone that nobody knows. */
  readonly zone: Zone | undefined;
  /** Where its pages are: `app.hubspot.com`, `app-eu1.hubspot.com` …; `undefined` for anything else. */
  readonly pages: string | undefined;
}

const PAGES = /^app(-[a-z0-9]+)?\.hubspot\.com$/;

export async function readPortalInfo(ask: Ask): Promise<PortalInfo> {
  const { portalId, timeZone, uiDomain } = await ask.get(accountSchema, { kind: 'account' });
  const zone = timeZone ? createZone(timeZone) : undefined;
  return {
    id: portalId.replace(/[^\w-]/g, ''),
    zone: zone !== undefined && 'toDay' in zone ? zone : undefined,
    pages: uiDomain && PAGES.test(uiDomain) ? uiDomain : undefined,
  };
}
