import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';

/** Characters in one expression; the longest of the shipped rules has about 300. */
const MOST_CHARACTERS = 4000;
/** Nested operators and brackets: keeps a hostile rule file from exhausting the stack. */
const MOST_NESTING = 200;

// The parser of cel-js only: its checker and evaluator know neither unknown nor blank.
const environment = new Environment({
  unlistedVariablesAreDyn: true,
  limits: { maxDepth: 50, maxAstNodes: MOST_CHARACTERS, maxListElements: 1000, maxCallArguments: 32 },
});

export interface SyntaxProblem {
  readonly start: number;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Parses CEL. The tree is at most 200 levels deep, so that it can be walked by recursion. */
export function parse(source: string): { readonly tree: ASTNode } | SyntaxProblem {
  if (source.trim() === '') return { start: 0, message: 'the expression is empty' };
  if (source.length > MOST_CHARACTERS)
    return { start: 0, message: `the expression is longer than ${MOST_CHARACTERS} characters` };
  try {
    const tree = environment.parse(source).ast;
    return isDeeperThan(tree, MOST_NESTING) ? { start: 0, message: 'the expression is nested too deeply' } : { tree };
  } catch (error) {
    if (error instanceof ParseError) return syntaxProblem(source, error);
    throw error;
  }
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}

function isDeeperThan(tree: ASTNode, most: number): boolean {
  const waiting: { part: unknown; depth: number }[] = [{ part: tree, depth: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { part, depth } = next;
    if (depth > most) return true;
    if (Array.isArray(part)) for (const child of part) waiting.push({ part: child, depth });
    else if (isNode(part)) waiting.push({ part: part.args, depth: depth + 1 });
  }
  return false;
}

function syntaxProblem(source: string, error: ParseError): SyntaxProblem {
  const start = error.range?.start ?? 0;
  if (error.code === 'limit_exceeded') return { start, message: 'the expression is nested too deeply' };
  if (!/^(unexpected|expected)_/.test(error.code))
    return { start, message: error.summary.charAt(0).toLowerCase() + error.summary.slice(1) };
  const rest = source.slice(start);
  if (rest.trim() === '') return { start, message: 'the expression ends too early', hint: hintFor(source, start) };
  const [found] = /^(?:\w+|[^\w\s])/u.exec(rest) ?? [rest.slice(0, 1)];
  return { start, message: `unexpected ${JSON.stringify(found)}`, hint: hintFor(source, start) };
}

const wordHints: Readonly<Record<string, string>> = {
  and: 'write && for "and"',
  or: 'write || for "or"',
  not: 'write ! for "not"',
  is: 'write == to compare',
};

/** What people write who come from other languages. */
function hintFor(source: string, start: number): string | undefined {
  const [here = ''] = /^\w+/.exec(source.slice(start)) ?? [];
  const [before = ''] = /\w+(?=\s*$)/.exec(source.slice(Math.max(0, start - 40), start)) ?? [];
  for (const word of [here.toLowerCase(), before.toLowerCase()])
    if (Object.hasOwn(wordHints, word)) return wordHints[word];
  if (source[start] === '=') return 'write == to compare';
  if (/[“”‘’«»]/.test(source.charAt(start))) return 'use straight quotes';
  return undefined;
}
