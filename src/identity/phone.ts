import { createRequire } from 'node:module';
import type { CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

type Parse = typeof parsePhoneNumberFromString;
type Library = { readonly parsePhoneNumberFromString: Parse; readonly isSupportedCountry: (code: string) => boolean };

/** The metadata of all countries takes 70 ms to load, and most audits never compare two numbers. */
let load = (): Library => {
  const loaded: Library = createRequire(import.meta.url)('libphonenumber-js/min');
  load = () => loaded;
  return loaded;
};

/** Longer values hold more than a number. */
const MOST_CHARACTERS = 60;
const EXTENSION = /(?:;?\s*ext\w*\.?|[x#,;/])[:.\s]*\d{1,7}\s*$/i;
const MAY_EXTEND = /[ex#,;/]/i;
/** So many digits at the end are the same however a number is written: with or without country, area, trunk zero. */
const LAST_DIGITS = 7;

/** A phone number as typed, and where it was typed: the ISO code of the country, where that is known. */
export interface TypedPhone {
  readonly text: string;
  readonly country: string | null;
}

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;

/** The last digits: two spellings of one number share them. `null` where there are too few, or all are the same. */
export function lastDigits(text: string): string | null {
  if (text.length > MOST_CHARACTERS) return null;
  const number = MAY_EXTEND.test(text) ? text.replace(EXTENSION, '') : text;
  let digits = '';
  for (let at = number.length - 1; at >= 0 && digits.length < LAST_DIGITS; at--)
    if (isDigit(number.charCodeAt(at))) digits = number.charAt(at) + digits;
  return digits.length < LAST_DIGITS || digits === digits.charAt(0).repeat(LAST_DIGITS) ? null : digits;
}

const isCountry = (code: string): code is CountryCode => load().isSupportedCountry(code);

/** E.164, `+14155550132`; `null` where it is no number that can be dialed. A default country completes a national one. */
export function e164({ text, country }: TypedPhone): string | null {
  if (text.length > MOST_CHARACTERS) return null;
  const code = country !== null && isCountry(country) ? country : undefined;
  const found = load().parsePhoneNumberFromString(text, code);
  return found?.isValid() ? found.number : null;
}

/** Whether two numbers are the same. One without a country is read as if it came from where the other did. */
export function isSamePhone(a: TypedPhone, b: TypedPhone): boolean {
  const digits = lastDigits(a.text);
  if (digits === null || digits !== lastDigits(b.text)) return false;
  const [one, other] = [e164(a), e164(b)];
  if (one !== null && other !== null) return one === other;
  if (one === null && other === null) return isSameNational(a, b);
  const [known, open] = one === null ? [other, a] : [one, b];
  return open.country === null && isCompletedBy(open.text, known ?? '');
}

/** Area code and number: fewer digits mean another line in every town. */
const NATIONAL_DIGITS = 9;

/** Two numbers of no known country are the same only digit by digit. */
function isSameNational(a: TypedPhone, b: TypedPhone): boolean {
  const [one, other] = [a, b].map(({ text }) => text.replace(EXTENSION, '').replace(/\D/g, ''));
  const isWhole = one !== undefined && one.length >= NATIONAL_DIGITS && new Set(one).size > 2;
  return a.country === null && b.country === null && isWhole && one === other;
}

/** `(0)30 23125 123` is completed by `+493023125123`. */
function isCompletedBy(text: string, number: string): boolean {
  const country = load().parsePhoneNumberFromString(number)?.country;
  return country !== undefined && e164({ text, country }) === number;
}
