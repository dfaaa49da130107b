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
  const out = collector();
  const find = forwardFinder(html);
  let at = 0;
  while (at < html.length) {
    const mark = nextMark(html, at);
    out.copy(html, at, mark);
    if (mark >= html.length) break;
    at = html[mark] === '&' ? readEntity(html, mark, out) : readTag(html, mark, out, find);
  }
  return out.finish(html);
}

function nextMark(html: string, from: number): number {
  for (let at = from; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (code === 60 || code === 38) return at;
  }
  return html.length;
}

type Collector = ReturnType<typeof collector>;

function collector() {
  const parts: string[] = [];
  const starts: number[] = [];
  const sources: number[] = [];
  let length = 0;
  let changed = false;
  const push = (text: string, source: number): void => {
    if (text === '') return;
    parts.push(text);
    starts.push(length);
    sources.push(source);
    length += text.length;
  };
  return {
    copy: (html: string, from: number, to: number): void => push(html.slice(from, to), from),
    put(text: string, source: number): void {
      changed = true;
      push(text, source);
    },
    finish(html: string): HtmlText {
      if (!changed) return { text: html, sourceOf: (index) => index };
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

function readEntity(html: string, at: number, out: Collector): number {
  ENTITY.lastIndex = at;
  const found = ENTITY.exec(html);
  const text = found ? entityText(found[1], found[2], found[3]) : undefined;
  if (found === null || text === undefined) {
    out.copy(html, at, at + 1);
    return at + 1;
  }
  out.put(text, at);
  return at + found[0].length;
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

/** Finds strings ahead, remembering the last hit, so that a million unclosed tags cost one scan and not a million. */
function forwardFinder(html: string): (what: string, from: number) => number {
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

function readTag(html: string, at: number, out: Collector, find: (what: string, from: number) => number): number {
  if (html.startsWith('<!--', at)) {
    const end = find('-->', at);
    return skipTo(end === -1 ? html.length : end + 3, at, '', out);
  }
  const end = find('>', at);
  TAG.lastIndex = at;
  const tag = end === -1 ? null : TAG.exec(html);
  const name = tag?.[2]?.toLowerCase() ?? '';
  if (name !== '' && HIDDEN.has(name) && tag?.[1] === '') {
    const close = find(`</${name}`, end);
    const after = close === -1 ? -1 : find('>', close);
    return skipTo(after === -1 ? html.length : after + 1, at, ' ', out);
  }
  if (BLOCKS.has(name)) return skipTo(end + 1, at, blockMark(name, tag?.[1] === '/'), out);
  if (INLINE.has(name) || HIDDEN.has(name)) return skipTo(end + 1, at, '', out);
  if (/^<!doctype\b/i.test(html.slice(at, at + 10)) && end !== -1) return skipTo(end + 1, at, '', out);
  out.copy(html, at, at + 1);
  return at + 1;
}

function blockMark(name: string, closing: boolean): string {
  if (name === 'td' || name === 'th') return closing ? '\t' : '';
  return name === 'li' && !closing ? '\n• ' : '\n';
}

function skipTo(end: number, at: number, text: string, out: Collector): number {
  out.put(text, at);
  return end;
}
