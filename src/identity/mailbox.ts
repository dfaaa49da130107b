/** How one mail provider reads the part before the `@`; see rules/lexicons/mailboxes.yaml. */
export interface MailboxRule {
  readonly domains: readonly string[];
  /** The domain under which the mailbox is known, where several lead to the same one. */
  readonly is?: string | undefined;
  /** Characters that the provider does not see. */
  readonly ignores: readonly string[];
  /** Where, beside a plus sign, a tag begins that the owner may choose at will. */
  readonly tag?: string | undefined;
}

/** Tells mailboxes apart. */
export interface Mailboxes {
  /** The mailbox of a person in one spelling; `null` where the address is malformed, shared, or a stand-in. */
  readonly personal: (email: string) => string | null;
}

const ASCII = /^[\x20-\x7e]*$/;
/** RFC 5321 allows 64 octets before the `@` and 254 in all. */
const MOST_CHARACTERS = 254;
/** An address, also as `mailto:` or after a display name; the host needs a dot. */
const ADDRESS = /^[^<>]{0,200}<([^<>]+)>$/;
const PARTS = /^[^\s@<>(),;:"]{1,64}@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]+$/;

/** Without a tag: a plus sign begins one nearly everywhere, and where it does not, nobody's name holds one. */
function untagged(local: string, tag: string | undefined): string {
  if (tag === undefined && !local.includes('+')) return local;
  const starts = ['+', tag].map((start) => (start === undefined ? -1 : local.indexOf(start))).filter((at) => at > 0);
  return starts.length === 0 ? local : local.slice(0, Math.min(...starts));
}

const without = (local: string, ignored: readonly string[]): string =>
  ignored.reduce((rest, character) => rest.replaceAll(character, ''), local);

/** Local part and host, lower case; `null` where it is no address. */
function partsOf(email: string): readonly [local: string, host: string] | null {
  if (email.length > 2 * MOST_CHARACTERS) return null;
  const text = (ASCII.test(email) ? email.trim() : email.trim().normalize('NFKC')).toLowerCase();
  const inner = text.endsWith('>') ? (ADDRESS.exec(text)?.[1] ?? text).trim() : text;
  const bare = inner.startsWith('mailto:') ? inner.slice('mailto:'.length) : inner;
  if (bare.length > MOST_CHARACTERS || !PARTS.test(bare)) return null;
  const at = bare.indexOf('@');
  return [bare.slice(0, at), bare.slice(at + 1)];
}

/**
 * Mailboxes by the rules of their providers. `isNobody` knows the shared inboxes, machines and stand-ins: the same
 * address on two records says nothing of a person then.
 */
export function createMailboxes(rules: readonly MailboxRule[], isNobody: (email: string) => boolean): Mailboxes {
  const byDomain = new Map(rules.flatMap((rule) => rule.domains.map((domain) => [domain, rule] as const)));
  return {
    personal: (email) => {
      const parts = partsOf(email);
      if (parts === null) return null;
      const [local, host] = parts;
      const rule = byDomain.get(host);
      const base = without(untagged(local, rule?.tag), rule?.ignores ?? []) || local;
      const mailbox = `${base}@${rule?.is ?? host}`;
      return isNobody(mailbox) ? null : mailbox;
    },
  };
}
