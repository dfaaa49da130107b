/** Text read out of HTML, and the way back: `sourceOf(i)` is the place in the HTML that character `i` came from. */
export interface HtmlText {
  readonly text: string;
  readonly sourceOf: (index: number) => number;
}

const BLOCKS = new Set(
  (
    'address article aside blockquote body br center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 ' +
    'head header hr html li main nav ol p pre section table tbody td tfoot th thead title tr ul'
  ).split(' '),
);
const INLINE = new Set(
  (
    'a abbr b big cite code del em font i img input ins kbd label link mark meta q s samp small span strike strong ' +
    'sub sup tt u var wbr o:p'
  ).split(' '),
);
/** Elements whose content is never shown to a reader. */
const HIDDEN = new Set(['script', 'style', 'noscript', 'template', 'iframe', 'object', 'svg']);

const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    zwnj: '',
    zwj: '',
    shy: '',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    bull: '•',
    middot: '·',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    laquo: '«',
    raquo: '»',
    euro: '€',
    pound: '£',
    yen: '¥',
    cent: '¢',
    copy: '©',
    reg: '®',
    trade: '™',
    deg: '°',
    times: '×',
    frac12: '½',
    rarr: '→',
    larr: '←',
    szlig: 'ß',
    iexcl: '¡',
    iquest: '¿',
  }),
);
/** `eacute` and its like: a base letter and the combining mark it carries. */
const ACCENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    acute: '\u0301',
    grave: '\u0300',
    circ: '\u0302',
    uml: '\u0308',
    tilde: '\u0303',
    cedil: '\u0327',
    ring: '\u030a',
  }),
);
const MARK = /[<&]/;
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,9}));/y;
const ACCENTED = /^([A-Za-z])(acute|grave|circ|uml|tilde|cedil|ring)$/;
const TAG = /<(\/?)([A-Za-z][A-Za-z0-9:-]{0,20})(?=[\s/>])/y;

/**
 * Reads HTML as a person sees it: block elements become line breaks, entities their characters, and scripts, styles
 * and comments vanish. Text that holds neither a known tag nor an entity passes through unchanged, `<3`, `a < b` and
 * `<name@host>` included. One pass, linear in the input; never throws.
 */
export function htmlToText(html: string): string {
  return readHtml(html).text;
}

/** As `htmlToText`, with the way back to the source, so that a finding can quote the place as it was written. */
export function readHtml(html: string): HtmlText {
  if (!MARK.test(html)) return { text: html, sourceOf: (index) => index };
  const out = collector(html);
  const find = forwardFinder(html);
  let at = nextMark(html, 0);
  while (at < html.length) {
    const end = html[at] === '&' ? readEntity(html, at, out) : readTag(html, at, out, find);
    at = nextMark(html, Math.max(end, at + 1));
  }
  return out.finish();
}

function nextMark(html: string, from: number): number {
  for (let at = from; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (code === 60 || code === 38) return at;
  }
  return html.length;
}

type Collector = ReturnType<typeof collector>;

function collector(html: string) {
  const parts: string[] = [];
  const starts: number[] = [];
  const sources: number[] = [];
  let length = 0;
  let copied = 0;
  const push = (text: string, source: number): void => {
    if (text === '') return;
    parts.push(text);
    starts.push(length);
    sources.push(source);
    length += text.length;
  };
  return {
    /** Puts `text` where the source reads `from` to `to`; all before it that was not replaced stays. */
    replace(from: number, to: number, text: string): number {
      push(html.slice(copied, from), copied);
      push(text, from);
      copied = to;
      return to;
    },
    finish(): HtmlText {
      if (copied === 0) return { text: html, sourceOf: (index) => index };
      push(html.slice(copied), copied);
      return { text: parts.join(''), sourceOf: (index) => sourceAt(starts, sources, index) };
    },
  };
}

function sourceAt(starts: readonly number[], sources: readonly number[], index: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return (sources[low] ?? 0) + Math.max(0, index - (starts[low] ?? 0));
}

/** The end of the entity that begins here, or `at` where none does. */
function readEntity(html: string, at: number, out: Collector): number {
  ENTITY.lastIndex = at;
  const found = ENTITY.exec(html);
  const text = found ? entityText(found[1], found[2], found[3]) : undefined;
  return found === null || text === undefined ? at : out.replace(at, at + found[0].length, text);
}

function entityText(decimal?: string, hex?: string, name?: string): string | undefined {
  if (name === undefined) {
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
    const printable = code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return printable ? String.fromCodePoint(code).replace('\u00a0', ' ') : ' ';
  }
  const accented = ACCENTED.exec(name);
  if (accented) return `${accented[1]}${ACCENTS.get(accented[2] ?? '') ?? ''}`.normalize('NFC');
  return ENTITIES.get(name);
}

/** Where a string next stands, from a place on; -1 where it does not. Places must not go back. */
type Find = (what: string, from: number) => number;

/** Finds strings ahead, remembering the last hit, so that a million unclosed tags cost one scan and not a million. */
function forwardFinder(html: string): Find {
  const known = new Map<string, number>();
  const lower = { text: '' };
  return (what, from) => {
    const last = known.get(what);
    if (last !== undefined && (last === -1 || last >= from)) return last;
    if (what.startsWith('</') && lower.text === '') lower.text = asciiLower(html);
    const found = (what.startsWith('</') ? lower.text : html).indexOf(what, from);
    known.set(what, found);
    return found;
  };
}

/** Lower case of A–Z only: `toLowerCase` may change the length of a text and with it every position. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The end of the tag that begins here, or `at` where none does. */
function readTag(html: string, at: number, out: Collector, find: Find): number {
  if (html.startsWith('<!--', at)) return out.replace(at, after(find, '-->', at, html.length), '');
  const end = find('>', at);
  TAG.lastIndex = at;
  const tag = end === -1 ? null : TAG.exec(html);
  const name = tag?.[2]?.toLowerCase() ?? '';
  const closing = tag?.[1] === '/';
  if (HIDDEN.has(name) && !closing) {
    const close = find(`</${name}`, end);
    return out.replace(at, close === -1 ? html.length : after(find, '>', close, html.length), ' ');
  }
  if (BLOCKS.has(name)) return out.replace(at, end + 1, blockMark(name, closing));
  if (INLINE.has(name) || HIDDEN.has(name) || isDoctype(html, at, end)) return out.replace(at, end + 1, '');
  return at;
}

/** The place behind the next `what`, or the end of the text. */
function after(find: Find, what: string, from: number, length: number): number {
  const found = find(what, from);
  return found === -1 ? length : found + what.length;
}

function isDoctype(html: string, at: number, end: number): boolean {
  return end !== -1 && html[at + 1] === '!' && /^<!doctype\b/i.test(html.slice(at, at + 10));
}

function blockMark(name: string, closing: boolean): string {
  if (name === 'td' || name === 'th') return closing ? '\t' : '';
  return name === 'li' && !closing ? '\n• ' : '\n';
}
