import { durationInWords } from '../lib/duration.ts';
import type { Problem } from '../lib/errors.ts';
import { didYouMean } from '../lib/nearest.ts';
import { formatDay, formatInstant } from '../lib/time.ts';
import { type Origin, type Place, placeAt } from './expression/locate.ts';
import type { Scope } from './expression/scope.ts';
import { type ExpressionType, isDuration, isList, type Value } from './expression/type.ts';

/** A message with `{{name}}` places, filled from the record that it speaks of. */
export type Template<V> = (view: V) => string;

const PLACE = /\{\{\s*([\w.]+)\s*\}\}/g;

/** Words for a value in a sentence. Unknown and blank are said, never left as a hole. */
export function inWords(value: Value, type: ExpressionType): string {
  if (value === undefined) return 'unknown';
  if (value === null) return type === 'instant' ? 'never' : 'blank';
  if (isDuration(value)) return durationInWords(value);
  if (isList(value)) return value.length === 0 ? 'none' : value.map((item) => inWords(item, 'any')).join(', ');
  if (typeof value !== 'number') return String(value);
  if (type === 'date') return formatDay(value);
  if (type === 'instant') return formatInstant(value).slice(0, 10);
  return grouped(value);
}

/** `63000` is `63,000`; at most two decimals. The same in every locale. */
function grouped(value: number): string {
  const [whole = '', decimals] = String(Math.round(value * 100) / 100).split('.');
  const digits = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return decimals === undefined ? digits : `${digits}.${decimals}`;
}

/** Compiles a message; every name that is not known is a problem at its place. */
export function compileTemplate<V>(
  text: string,
  scope: Scope<V>,
  origin: Origin | Place,
): { readonly ok: Template<V>; readonly reads: readonly string[] } | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const reads: string[] = [];
  const pieces: Template<V>[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACE)) {
    const path = match[1] ?? '';
    const name = scope.lookup(path);
    const fixed = text.slice(end, match.index);
    end = match.index + match[0].length;
    if (name === undefined) {
      const hint = didYouMean(path, scope.names());
      problems.push({
        message: `unknown name "${path}" in the message`,
        at: placeAt(origin, text, match.index),
        ...(hint && { hint }),
      });
      continue;
    }
    reads.push(path);
    pieces.push((view) => `${fixed}${inWords(name.read(view), name.type)}`);
  }
  if (problems.length > 0) return { problems };
  const tail = text.slice(end);
  pieces.push(() => tail);
  const fill: Template<V> = (view) => {
    let words = '';
    for (const piece of pieces) words += piece(view);
    return words;
  };
  return { ok: fill, reads };
}
