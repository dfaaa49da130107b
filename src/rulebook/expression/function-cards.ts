/** A function or method of the language, for the generated documentation; `example` compiles on its own. */
export interface FunctionCard {
  readonly name: string;
  readonly signature: string;
  readonly about: string;
  readonly example: string;
}

const card = (name: string, signature: string, about: string, example: string): FunctionCard => ({
  name,
  signature,
  about,
  example,
});

/** All of them; what is unknown makes each of them unknown. */
export const functionCards: readonly FunctionCard[] = [
  card('has', 'has(name) → boolean', 'Known and not blank; unknown where the name is', 'has(asOf)'),
  card('size', 'size(text or list) → number', 'Characters or elements; 0 when blank', 'size("abc") == 3'),
  card('date', 'date("2026-10-01") → date', 'A day, written out', 'date("2026-10-01") < asOf'),
  card('instant', 'instant("…Z") → instant', 'A moment with its zone', 'instant("2026-10-01T09:00:00Z") < asOf'),
  card(
    'duration',
    'duration("10d") → duration',
    'm h d w, or bd bh in business time',
    'duration("7d") == duration("1w")',
  ),
  card('min', 'min(a, b, …) → number, instant or date', 'The least; blank where one is blank', 'min(1, 2) == 1'),
  card('max', 'max(a, b, …) → number, instant or date', 'The greatest; blank where one is blank', 'max(1, 2) == 2'),
  card('abs', 'abs(number) → number', 'Without its sign', 'abs(-1) == 1'),
  card('startsWith', 'text.startsWith(text) → boolean', 'False on a blank text', '"late".startsWith("la")'),
  card('endsWith', 'text.endsWith(text) → boolean', 'False on a blank text', '"late".endsWith("te")'),
  card('contains', 'text.contains(text) → boolean', 'False on a blank text', '"late".contains("at")'),
  card(
    'matches',
    'text.matches("…") → boolean',
    'Finds an RE2 pattern, written out',
    '"11/24".matches("[0-9]+/[0-9]+")',
  ),
  card('lowerAscii', 'text.lowerAscii() → text', 'A–Z in lower case', '"Late".lowerAscii() == "late"'),
  card('upperAscii', 'text.upperAscii() → text', 'a–z in upper case', '"Late".upperAscii() == "LATE"'),
  card('trim', 'text.trim() → text', 'Without white space at its ends', '" late ".trim() == "late"'),
  card('all', 'list.all(x, condition) → boolean', 'Holds for every element; true when empty', '[1, 2].all(x, x > 0)'),
  card('exists', 'list.exists(x, condition) → boolean', 'Holds for an element', '[1, 2].exists(x, x == 2)'),
  card('exists_one', 'list.exists_one(x, condition) → boolean', 'Holds for just one', '[1, 2].exists_one(x, x > 1)'),
  card('filter', 'list.filter(x, condition) → list', 'The elements it holds for', 'size([1, 2].filter(x, x > 1)) == 1'),
  card('map', 'list.map(x, value) → list', 'A value of every element', '4 in [1, 2].map(x, x * 2)'),
];
