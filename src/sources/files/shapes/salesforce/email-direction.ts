import type { Org } from './org.ts';

/** Marks of mail plug-ins at the start of a subject, and the tags of sequencing tools within it. */
const INBOUND = /^(?:←|<<|\[in\])|\[(?:in|inbound)\]|^inbound\b/i;
const OUTBOUND = /^(?:→|>>|\[out\]|e-?mail:)|\[(?:out|outbound)\]|^outbound\b/i;

/** How mail clients log a message into the description. Salesforce's own "Send Email" begins with the recipients. */
const FROM = /^from:[^\n]{0,200}/i;
const TO = /^to:[^\n]{0,200}/im;
const RECIPIENTS = /^(?:additional )?to:/i;
const ADDRESS = /[^\s<>(),;:"'[\]]{1,64}@[^\s<>(),;:"'[\]]{1,255}/;

/** Longest part of a body that is looked at. */
const HEAD = 400;

type Direction = 'inbound' | 'outbound' | null;

/** Whether an address is of our side; `undefined` while we know of nobody there. */
function isOurs(address: string, { ours, reading }: Org): boolean | undefined {
  const { internalDomains } = reading.config;
  if (ours.has(address) || internalDomains.includes(address.slice(address.lastIndexOf('@') + 1))) return true;
  return ours.size > 0 || internalDomains.length > 0 ? false : undefined;
}

const addressIn = (line: string | undefined): string | undefined => ADDRESS.exec(line ?? '')?.[0].toLowerCase();

/** By its sender, or by its recipient where the sender was left blank: sure as soon as we know our own people. */
function byHeader(body: string, org: Org): Direction {
  const head = body.slice(0, HEAD).trimStart();
  if (RECIPIENTS.test(head)) return 'outbound';
  const from = FROM.exec(head)?.[0];
  if (from === undefined) return null;
  const sender = addressIn(from.slice('from:'.length));
  const recipient = addressIn(TO.exec(head)?.[0]);
  if (sender === undefined) return recipient !== undefined && isOurs(recipient, org) === true ? 'inbound' : null;
  const ours = isOurs(sender, org);
  return ours === undefined ? null : ours ? 'outbound' : 'inbound';
}

/** Which way a logged e-mail went: only where sender or subject leave no doubt; not known without either column. */
export function emailDirection(
  { subject, body }: { readonly subject?: string | null | undefined; readonly body?: string | null | undefined },
  org: Org,
): Direction | undefined {
  const sure = body ? byHeader(body, org) : null;
  if (sure !== null) return sure;
  const text = subject?.trim() ?? '';
  if (INBOUND.test(text)) return 'inbound';
  if (OUTBOUND.test(text)) return 'outbound';
  return subject === undefined || body === undefined ? undefined : null;
}
