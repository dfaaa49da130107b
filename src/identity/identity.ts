import { createCompanyDomain, hostOfUrl } from './company-domain.ts';
import { createCompanyNames } from './company-name.ts';
import { createMailboxes, type MailboxRule } from './mailbox.ts';
import { createNames, foldWord, type NameLexicon, type Names, type PersonName } from './person-name.ts';
import { isSamePhone, type TypedPhone } from './phone.ts';
import { remembered } from './remembered.ts';

/** What a record says of the person behind it, as typed. */
export interface Description {
  readonly name?: string | null | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly companyName?: string | null | undefined;
  readonly website?: string | null | undefined;
  readonly country?: string | null | undefined;
}

/** The same, in forms that can be compared. */
export interface Traits {
  /** Mailboxes of this person alone. */
  readonly mailboxes: readonly string[];
  readonly name: PersonName | null;
  readonly phones: readonly TypedPhone[];
  /** Registered domains of the company: of its website and of addresses that are not free mail. */
  readonly domains: readonly string[];
  readonly company: string | null;
}

/**
 * How sure it is that two records describe one person. `high`: one mailbox; or one phone and the same or nearly the same
 * name; or the same name at one company domain. `medium`: nearly the same name at one company domain. `low`: the same
 * name at a company of the same name.
 */
export const tiers = ['low', 'medium', 'high'] as const;
export type Tier = (typeof tiers)[number];

/** What people are told apart by: lexicons under rules/lexicons and one limit. */
export interface IdentityLexicon {
  readonly mailboxRules: readonly MailboxRule[];
  readonly names: NameLexicon;
  readonly legalForms: readonly string[];
  /** ISO code → the names of the country. */
  readonly countries: Readonly<Record<string, readonly string[]>>;
  /** Least similarity (Jaro–Winkler) of two words that may be a slip of the key. */
  readonly nearName: number;
  readonly isNobody: (email: string) => boolean;
  readonly isPlaceholderName: (name: string) => boolean;
  /** Free mail, and sites where everybody has a page. */
  readonly isCommonDomain: (domain: string) => boolean;
}

/** Tells people apart. */
export interface Identity {
  readonly traitsOf: (description: Description) => Traits;
  /**
   * Whether the traits of one description and another one are of one person; `null` where nothing says so. The same in
   * both directions. Reads no more of the other than it takes: most who meet are told apart by their names.
   */
  readonly tierOf: (traits: Traits, other: Description) => Tier | null;
  /** The mailbox of a person in one spelling; `null` where the address is malformed, shared, or a stand-in. */
  readonly mailboxOf: (email: string) => string | null;
}

const sharesAny = (a: readonly string[], b: readonly string[]): boolean => a.some((value) => b.includes(value));

const isOnePhone = (a: Traits, b: Traits): boolean =>
  a.phones.some((phone) => b.phones.some((other) => isSamePhone(phone, other)));

/** What a name that is the same, or nearly the same, says together with a phone or a company. */
function tierByName(a: Traits, b: Traits, isSameName: boolean): Tier | null {
  const isAtOneDomain = sharesAny(a.domains, b.domains);
  if ((isSameName && isAtOneDomain) || isOnePhone(a, b)) return 'high';
  if (isAtOneDomain) return 'medium';
  return isSameName && a.company !== null && a.company === b.company ? 'low' : null;
}

const createTierOf =
  ({ isSame, isNear }: Names, read: Reading): Identity['tierOf'] =>
  (traits, other) => {
    if (traits.mailboxes.length > 0 && sharesAny(traits.mailboxes, read.mailboxesOf(other))) return 'high';
    const name = traits.name === null ? null : read.nameOf(other);
    if (traits.name === null || name === null) return null;
    if (isSame(traits.name, name)) return tierByName(traits, read.traitsOf(other), true);
    return isNear(traits.name, name) ? tierByName(traits, read.traitsOf(other), false) : null;
  };

/** Reads traits, one by one and all of them. */
interface Reading {
  readonly mailboxesOf: (said: Description) => readonly string[];
  readonly nameOf: (said: Description) => PersonName | null;
  readonly traitsOf: (said: Description) => Traits;
}

/** `Deutschland`, `GERMANY` and `DE` are `DE`. */
function createCountries(countries: IdentityLexicon['countries']): (name: string) => string | null {
  const fold = (name: string): string => foldWord(name.trim())[0];
  const codes = new Map(
    Object.entries(countries).flatMap(([code, all]) => [code, ...all].map((name) => [fold(name), code])),
  );
  return (name) => (name.length > MOST_COUNTRY ? null : (codes.get(fold(name)) ?? null));
}

const MOST_COUNTRY = 60;

/** The domains of a company by its website and the addresses of its people. */
function createDomains(isCommon: IdentityLexicon['isCommonDomain']): (said: Description) => readonly string[] {
  const ofHost = createCompanyDomain(isCommon);
  const ofUrl = remembered((url) => {
    const host = hostOfUrl(url);
    return host === null ? null : ofHost(host);
  });
  return ({ website, emails }) => {
    const all: string[] = [];
    const add = (url: string): void => {
      const domain = ofUrl(url);
      if (domain !== null && !all.includes(domain)) all.push(domain);
    };
    if (website) add(website);
    for (const email of emails) add(email.slice(email.lastIndexOf('@') + 1));
    return all;
  };
}

export function createIdentity(lexicon: IdentityLexicon): Identity {
  const { personal } = createMailboxes(lexicon.mailboxRules, lexicon.isNobody);
  const names = createNames(lexicon.names, lexicon.nearName, lexicon.isPlaceholderName);
  const domainsOf = createDomains(lexicon.isCommonDomain);
  const companyOf = remembered(createCompanyNames(lexicon.legalForms, lexicon.isPlaceholderName));
  const countryOf = remembered(createCountries(lexicon.countries));
  const mailboxesOf = ({ emails }: Description): readonly string[] =>
    emails.map(personal).filter((mailbox) => mailbox !== null);
  const traitsOf = (said: Description): Traits => {
    const country = said.country ? countryOf(said.country) : null;
    return {
      mailboxes: mailboxesOf(said),
      name: names.read(said),
      phones: said.phones.map((text) => ({ text, country })),
      domains: domainsOf(said),
      company: said.companyName ? companyOf(said.companyName) : null,
    };
  };
  return { mailboxOf: personal, traitsOf, tierOf: createTierOf(names, { mailboxesOf, nameOf: names.read, traitsOf }) };
}
