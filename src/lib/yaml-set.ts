import { isMap, isNode, isScalar, type Node, parseDocument, type YAMLMap } from 'yaml';

/** Replaces what stands between two offsets. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const startOf = (node: Node): number => node.range?.[0] ?? 0;
/** Where the value ends, without what follows it on its line. */
const endOf = (node: Node): number => node.range?.[1] ?? 0;

const columnOf = (source: string, offset: number): number => offset - (source.lastIndexOf('\n', offset - 1) + 1);

function lineEnd(source: string, offset: number): number {
  if (offset > 0 && source[offset - 1] === '\n') return offset;
  const end = source.indexOf('\n', offset);
  return end < 0 ? source.length : end + 1;
}

const keyText = (key: string): string => (/^[A-Za-z][\w./-]*$/.test(key) ? key : JSON.stringify(key));

/** The keys that are missing, one inside the other, in lines of their own. */
const blockText = (path: readonly string[], value: string, column: number): string =>
  path
    .map((key, i) => `${' '.repeat(column + 2 * i)}${keyText(key)}:${i === path.length - 1 ? ` ${value}` : ''}\n`)
    .join('');

const flowText = ([key = '', ...rest]: readonly string[], value: string): string =>
  rest.length === 0 ? `${keyText(key)}: ${value}` : `${keyText(key)}: { ${flowText(rest, value)} }`;

function behindLine(source: string, offset: number, block: string): Edit {
  const at = lineEnd(source, offset);
  const isOpen = at > 0 && source[at - 1] !== '\n';
  return { from: at, to: at, text: `${isOpen ? '\n' : ''}${block}` };
}

/** Puts what is missing of a path into the mapping that there is. */
function into(source: string, map: YAMLMap, path: readonly string[], value: string): Edit {
  const last = map.items.at(-1);
  const end = isNode(last?.value) ? endOf(last.value) : isNode(last?.key) ? endOf(last.key) : startOf(map) + 1;
  if (map.flow) {
    const text = flowText(path, value);
    return { from: end, to: end, text: last === undefined ? ` ${text} ` : `, ${text}` };
  }
  return behindLine(source, end, blockText(path, value, columnOf(source, startOf(map))));
}

function editOf(source: string, path: readonly string[], value: string): Edit | undefined {
  let at: unknown = parseDocument(source, { version: '1.2', stringKeys: true }).contents;
  if (at === null || (isScalar(at) && at.value === null))
    return behindLine(source, source.length, blockText(path, value, 0));
  for (const [i, key] of path.entries()) {
    if (!isMap(at)) return undefined;
    const pair = at.items.find((item) => isScalar(item.key) && item.key.value === key);
    if (pair === undefined) return into(source, at, path.slice(i), value);
    at = pair.value;
  }
  return isNode(at) && isScalar(at) ? { from: startOf(at), to: endOf(at), text: value } : undefined;
}

/**
 * The text of a file with a scalar, as written, at a path of keys. All that stood there besides stays byte for byte:
 * comments, quotes, blank lines, line ends. `undefined` where the file is written in a way that cannot be added to; the
 * caller reads the result again.
 */
export function setScalar(source: string, path: readonly string[], value: string): string | undefined {
  const lineBreak = source.includes('\r\n') ? '\r\n' : '\n';
  const mark = source.startsWith('\uFEFF') ? 1 : 0;
  const body = source.slice(mark);
  const edit = editOf(body, path, value);
  if (edit === undefined) return undefined;
  const put = edit.text.replaceAll('\n', lineBreak);
  return `${source.slice(0, mark)}${body.slice(0, edit.from)}${put}${body.slice(edit.to)}`;
}
