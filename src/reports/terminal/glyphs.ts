/** Our own marks. All take one column; none carries a meaning that the words beside it do not give. */
const unicode = {
  heavyRule: '━',
  rule: '─',
  dot: '·',
  bullet: '•',
  dash: '–',
  arrow: '→',
  bar: { sure: '█', likely: '▓', possible: '▒', rest: '░' },
  verdict: { certified: '✓', provisional: '~', 'not-certified': '✗', 'insufficient-evidence': '?' },
  severity: { critical: '■', error: '●', warning: '○', info: '·' },
} as const;

type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
export type Glyphs = Shape<typeof unicode>;

const ascii: Glyphs = {
  heavyRule: '=',
  rule: '-',
  dot: '|',
  bullet: '-',
  dash: '-',
  arrow: '>',
  bar: { sure: '#', likely: '+', possible: '-', rest: '.' },
  verdict: { certified: 'v', provisional: '~', 'not-certified': 'x', 'insufficient-evidence': '?' },
  severity: { critical: '!', error: '*', warning: 'o', info: '-' },
};

export const glyphsFor = (isUnicode: boolean): Glyphs => (isUnicode ? unicode : ascii);
