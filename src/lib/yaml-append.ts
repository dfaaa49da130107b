import { Document, isMap, isNode, isScalar, isSeq, type Node, parseDocument, type YAMLSeq } from 'yaml';

/** An item of a list as it is to be written: a mapping, and what a comment beside its first line says. */
export interface NewItem {
  readonly value: Readonly<Record<string, unknown>>;
  readonly comment?: string | undefined;
}

/** Replaces what stands between two offsets. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const startOf = (node: Node): number => node.range?.[0] ?? 0;
const endOf = (node: Node): number => node.range?.[1] ?? 0;

/** Where the line of an offset ends: behind its line end, or behind the last character of the file. */
function lineEnd(source: string, offset: number): number {
  if (offset > 0 && source[offset - 1] === '\n') return offset;
  const end = source.indexOf('\n', offset);
  return end < 0 ? source.length : end + 1;
}

const columnOf = (source: string, offset: number): number => offset - (source.lastIndexOf('\n', offset - 1) + 1);

/** The lines of an item of a block list at this column. */
function blockItem({ value, comment }: NewItem, column: number): string {
  const [first = '', ...rest] = new Document(value).toString({ lineWidth: 0 }).trimEnd().split('\n');
  const head = `- ${first}${comment === undefined ? '' : ` # ${comment}`}`;
  return [head, ...rest.map((line) => `  ${line}`)].map((line) => `${' '.repeat(column)}${line}\n`).join('');
}

/** A block behind the line of an offset, which may be the last of the file and lack its end. */
function behindLine(source: string, offset: number, block: string): Edit {
  const at = lineEnd(source, offset);
  const isOpen = at > 0 && source[at - 1] !== '\n';
  return { from: at, to: at, text: `${isOpen ? '\n' : ''}${block}` };
}

function behindItems(source: string, list: YAMLSeq, item: NewItem): Edit {
  const last = list.items.at(-1);
  const end = isNode(last) ? endOf(last) : endOf(list);
  if (list.flow) return { from: end, to: end, text: `, ${JSON.stringify(item.value)}` };
  return behindLine(source, end, blockItem(item, columnOf(source, startOf(list))));
}

/** In place of an empty list, or of nothing, behind the line that it stands on. */
function inPlaceOf(source: string, empty: Node, block: string): readonly Edit[] {
  const [from, to] = [startOf(empty), endOf(empty)];
  return [{ from, to, text: '' }, behindLine(source, to, block)];
}

function editsOf(source: string, key: string, item: NewItem): readonly Edit[] {
  const root = parseDocument(source, { version: '1.2', stringKeys: true }).contents;
  const list = isMap(root) ? root.get(key, true) : root;
  if (isSeq(list) && list.items.length > 0) return [behindItems(source, list, item)];
  if (isMap(root) && isNode(list)) {
    const column = columnOf(source, startOf(root));
    return inPlaceOf(source, list, blockItem(item, column + 2));
  }
  if (isSeq(list)) return inPlaceOf(source, list, blockItem(item, 0));
  const isEmpty = root === null || (isScalar(root) && root.value === null);
  return isEmpty ? [behindLine(source, source.length, `${key}:\n${blockItem(item, 2)}`)] : [];
}

/**
 * The text of a file with an item behind the last one of its list, which the file is or holds under `key`. All that
 * stood there before stays byte for byte: comments, quotes, blank lines, line ends. The caller reads the result again,
 * since YAML can be written in more ways than one foresees.
 */
export function appendItem(source: string, key: string, item: NewItem): string {
  const lineBreak = source.includes('\r\n') ? '\r\n' : '\n';
  const mark = source.startsWith('\uFEFF') ? 1 : 0;
  const body = source.slice(mark);
  const edits = [...editsOf(body, key, item)].sort((a, b) => b.from - a.from);
  const edited = edits.reduce(
    (text, { from, to, text: put }) => `${text.slice(0, from)}${put.replaceAll('\n', lineBreak)}${text.slice(to)}`,
    body,
  );
  return `${source.slice(0, mark)}${edited}`;
}
