/** How a column writes numbers, where that is known. */
export interface NumberFormat {
  /** The decimal mark, for columns where `1.234` or `1,234` alone would not tell. */
  readonly decimal?: '.' | ',' | undefined;
}

/** ISO 4217 codes in use. */
const CURRENCY_CODES = new Set(
  `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
  COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
  INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
  MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
  SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV
  WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG`.split(/\s+/),
);

/** Currencies of a thousand minor units: in them, three decimals are decimals. */
const THREE_DECIMALS = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

const MULTIPLIERS: readonly (readonly [RegExp, number])[] = [
  [/ ?(?:k|tsd\.?|thousand)$/i, 3],
  [/ ?(?:mm|mn|m|mio\.?|mln\.?|millions?|millionen)$/i, 6],
  [/ ?(?:bn|b|mrd\.?|mia\.?|billions?)$/i, 9],
];

const LONGEST = 64;
const PLAIN = /^-?\d{1,15}(?:\.\d{1,15})?$/;
const LEADING_CURRENCY = /^(?:([A-Z]{3})(?![A-Za-z])|[A-Z]{0,2}\p{Sc}|Fr\.|kr\.?(?= |\d)|Rs\.?(?= |\d)) ?/u;
const TRAILING_CURRENCY = / ?(?:(?<![A-Za-z])([A-Z]{3})|\p{Sc}|Fr\.|kr\.?|zł|Kč|Ft)$/u;

/**
 * Reads a number as people and CRMs write it: `$21,000`, `58.8k`, `1.234,56`, `1 234,56`, `(500)` and `500-` (negative),
 * `€ 1,5 Mio`, `12%` (12, as CRMs store percentages), `1e3`. Undefined when the text is anything else.
 *
 * With both marks present the last is the decimal. One mark before exactly three digits is read as follows, unless
 * `format.decimal` decides: a comma groups (`1,234` is 1234); a dot is the decimal mark of machine exports (`1.234` is
 * 1.234), but groups beside a currency without a multiplier (`1.234 €` is 1234), for money has no third decimal.
 */
export function parseNumber(text: string, format: NumberFormat = {}): number | undefined {
  if (text.length > LONGEST) return undefined;
  const trimmed = text.trim();
  if (format.decimal !== ',' && PLAIN.test(trimmed)) return Number(trimmed) + 0;
  const { negative, body, currency } = unsigned(tidy(trimmed));
  const { digits, exponent } = withoutMultiplier(body);
  const dotGroups = currency !== undefined && !THREE_DECIMALS.has(currency) && exponent === 0;
  const plain = toPlain(digits, format.decimal ?? (dotGroups ? undefined : '.'));
  const value = Number(plain === undefined ? Number.NaN : scaled(plain, exponent));
  if (!Number.isFinite(value)) return undefined;
  return negative ? 0 - value : value;
}

/** One kind of space, minus and apostrophe. */
function tidy(text: string): string {
  return text
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/[\u2012-\u2014\u2212\uff0d]/g, '-')
    .replace(/\u2019/g, "'");
}

interface Unsigned {
  readonly negative: boolean;
  readonly body: string;
  /** A currency's code, or '' for a sign; undefined when none is named. */
  readonly currency: string | undefined;
}

/** Peels off currencies, sign, parentheses and percent sign; what cannot be peeled is left, and is then no number. */
function unsigned(text: string): Unsigned {
  const outer = withoutCurrency(text);
  const inParentheses = /^\((.*)\)$/.exec(outer.body)?.[1];
  const trailing = inParentheses === undefined ? /^(.*\d) ?-$/.exec(outer.body)?.[1] : undefined;
  const leading = trailing ?? inParentheses ?? outer.body;
  const sign = inParentheses === undefined && trailing === undefined ? /^[+-] ?/.exec(leading)?.[0] : undefined;
  const inner = withoutCurrency(leading.slice(sign?.length ?? 0));
  return {
    negative: inParentheses !== undefined || trailing !== undefined || sign?.startsWith('-') === true,
    // "500,-" and "500.--" stand for no cents.
    body: inner.body.replace(/[.,]--?$/, '').replace(/ ?%$/, ''),
    currency: outer.currency ?? inner.currency,
  };
}

function withoutCurrency(text: string): { readonly body: string; readonly currency: string | undefined } {
  for (const pattern of [LEADING_CURRENCY, TRAILING_CURRENCY]) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const code = match[1];
    if (code !== undefined && !CURRENCY_CODES.has(code)) continue;
    return { body: text.replace(pattern, ''), currency: code ?? '' };
  }
  return { body: text, currency: undefined };
}

function withoutMultiplier(body: string): { readonly digits: string; readonly exponent: number } {
  for (const [pattern, exponent] of MULTIPLIERS) {
    const digits = body.replace(pattern, '');
    if (digits !== body) return { digits, exponent };
  }
  return { digits: body, exponent: 0 };
}

function scaled(plain: string, exponent: number): string {
  return exponent === 0 ? plain : `${plain}e${exponent}`;
}

/** `1.234,56` → `1234.56`; undefined when the groups are not groups. Without `decimal`, a lone mark before three digits groups. */
function toPlain(text: string, decimal: '.' | ',' | undefined): string | undefined {
  if (/^(?:\d+\.?\d*|\.\d+)e[+-]?\d{1,3}$/i.test(text)) return text;
  if (!/\d/.test(text) || !/^[\d.,' ]+$/.test(text)) return undefined;
  const at = decimalAt(text, decimal);
  const whole = at < 0 ? text : text.slice(0, at);
  const fraction = at < 0 ? '' : text.slice(at + 1);
  if (!/^\d*$/.test(fraction) || !isGrouped(whole)) return undefined;
  return `${whole.replace(/\D/g, '') || '0'}.${fraction || '0'}`;
}

function isGrouped(whole: string): boolean {
  // The second form is Indian: 12,34,567.
  return (
    /^\d*$/.test(whole) || /^\d{1,3}([., '])\d{3}(?:\1\d{3})*$/.test(whole) || /^\d{1,2}(?:,\d\d)*,\d{3}$/.test(whole)
  );
}

/** Where the decimal mark is; -1 when there is none. */
function decimalAt(text: string, decimal: '.' | ',' | undefined): number {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const mark = text[last];
  if (mark === undefined) return -1;
  const first = text.search(/[.,]/);
  if (first !== last) return text.indexOf(mark) === last ? last : -1;
  const looksGrouped = /^[1-9]\d{0,2}[.,]\d{3}$/.test(text);
  return looksGrouped && mark !== decimal ? -1 : last;
}

const TRUE = new Set([
  'true',
  '1',
  'yes',
  'y',
  't',
  'on',
  'ja',
  'j',
  'oui',
  'vrai',
  'si',
  'sí',
  'sì',
  'sim',
  'wahr',
  'x',
]);
const FALSE = new Set(['false', '0', 'no', 'n', 'f', 'off', 'nein', 'non', 'faux', 'não', 'nao', 'falsch']);

/** Reads TRUE/false, 1/0, yes/no and their common translations; undefined for anything else, blank included. */
export function parseBoolean(text: string): boolean | undefined {
  if (text.length > LONGEST) return undefined;
  const word = text.trim().toLowerCase();
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : undefined;
}
