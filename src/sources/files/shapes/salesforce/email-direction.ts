import type { Org } from './org.ts';

/** Marks of mail plug-ins at the start of a subject, and the tags of sequencing tools within it. */
const INBOUND = /^(?:←|<<|\[in\])|\[(?:in|inbound)\]|^inbound\b/i;
const OUTBOUND = /^(?:→|>>|\[out\]|e-?mail:)|\[(?:out|outbound)\]|^outbound\b/i;

/** How mail clients log a message into the description. Salesforce's own "Send Email" begins with the recipients. */
const FROM = /^from:[^\n]{0,200}/i;
const RECIPIENTS = /^(?:additional )?to:/i;
const ADDRESS = /[^\s<>(),;:"'[\]]{1,64}@[^\s<>(),;:"'[\]]{1,255}/;

/** Longest part of a body that is looked at. */
const HEAD = 400;

type Direction = 'inbound' | 'outbound' | null;

/** By its sender, which is sure as soon as we know our own people. */
function byHeader(body: string, { ours, reading }: Org): Direction {
  const head = body.slice(0, HEAD).trimStart();
  if (RECIPIENTS.test(head)) return 'outbound';
  const from = FROM.exec(head)?.[0];
  const address = from === undefined ? undefined : ADDRESS.exec(from.slice(5))?.[0].toLowerCase();
  if (address === undefined) return null;
  const domain = address.slice(address.lastIndexOf('@') + 1);
  if (ours.has(address) || reading.config.internalDomains.includes(domain)) return 'outbound';
  return ours.size > 0 || reading.config.internalDomains.length > 0 ? 'inbound' : null;
}

/** Which way a logged e-mail went: only where sender or subject leave no doubt. */
export function emailDirection(
  { subject, body }: { readonly subject?: string | null | undefined; readonly body?: string | null | undefined },
  org: Org,
): Direction {
  const sure = body ? byHeader(body, org) : null;
  if (sure !== null) return sure;
  const text = subject?.trim() ?? '';
  if (INBOUND.test(text)) return 'inbound';
  return OUTBOUND.test(text) ? 'outbound' : null;
}
