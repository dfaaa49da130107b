import { Composer, CST, Lexer, type LineCounter, type ParsedNode, Parser, type YAMLError } from 'yaml';

/** Takes a problem at an offset of the source. */
export type ReportAt = (message: string, offset: number, hint?: string) => void;

interface Limits {
  readonly bytes: number;
  readonly depth: number;
}

const hints: Readonly<Record<string, string>> = {
  BAD_SCALAR_START: 'put the text in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'put a text that contains ": " in quotes',
  MISSING_CHAR: 'is a quote or a bracket left open?',
  MULTILINE_IMPLICIT_KEY: 'is a colon missing, or a line indented wrongly?',
  TAB_AS_INDENT: 'indent with spaces',
  TAG_RESOLVE_FAILED: 'leave the tag out, or put a text that begins with ! in quotes',
};

/** The syntax tree of the only document in `source`; `undefined` for an empty file and for one over a limit. */
export function composeYaml(source: string, lines: LineCounter, limits: Limits, report: ReportAt) {
  if (source.length > limits.bytes || Buffer.byteLength(source) > limits.bytes) {
    report(`the file is larger than ${limits.bytes} bytes`, 0, 'split it into several files');
    return undefined;
  }
  const tokens = tokenize(source, lines, limits.depth, report);
  if (tokens === undefined) return undefined;
  // A stack trace for each of a million syntax errors would take eight times as long as all the rest.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return composeFirst(tokens, source.length, report);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/**
 * Everything above the token stream is recursive, and 20,000 levels abort the process. The parser's own stack is the
 * nesting, so it is watched token by token and nothing deep is ever built.
 */
function tokenize(source: string, lines: LineCounter, depth: number, report: ReportAt): CST.Token[] | undefined {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(source)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > depth && levels(parser.stack) > depth) {
      report(`nested more than ${depth} levels deep`, parser.offset);
      return undefined;
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

const levels = (stack: readonly CST.Token[]): number => stack.filter((token) => CST.isCollection(token)).length;

function composeFirst(tokens: readonly CST.Token[], end: number, report: ReportAt): ParsedNode | undefined {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    stringKeys: true,
    // Its own check compares every key with every other one; `yamlData` does it in linear time.
    uniqueKeys: false,
  });
  const [first, second] = upTo(2, composer.compose(tokens, true, end));
  if (first === undefined) return undefined;
  const complaints: readonly YAMLError[] = [
    // `yamlData` names keys that are not text in our own words.
    ...first.errors.filter(({ code }) => code !== 'NON_STRING_KEY'),
    ...first.warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED'),
  ];
  for (const { code, message, pos } of complaints) report(plain(message), pos[0], hints[code]);
  if (second) report('a second document begins here', second.range[0], 'keep one document in a file, without ---');
  return first.contents ?? undefined;
}

/** The parser's words in the manner of the house: no capital at the start, no advice about its own interface. */
function plain(message: string): string {
  const [first = ''] = message.split(/[\n;]/, 1);
  return first.charAt(0).toLowerCase() + first.slice(1);
}

function upTo<T>(most: number, items: Iterable<T>): T[] {
  const taken: T[] = [];
  for (const item of items) if (taken.push(item) >= most) break;
  return taken;
}
