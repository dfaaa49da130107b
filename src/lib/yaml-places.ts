import { isMap, isNode, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';

export type YamlPath = readonly (string | number)[];
export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'block';

/** The node at `path`, or its key; where the path leads nowhere, the nearest thing above it that exists. */
export function findNode(root: Node | undefined, path: YamlPath, of: 'key' | 'value'): Node | undefined {
  let node = root;
  for (const [index, step] of path.entries()) {
    const isLast = index === path.length - 1;
    const next = child(node, step, isLast && of === 'key');
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

function child(node: unknown, step: string | number, wantsKey: boolean): Node | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return isNode(item) ? item : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }: Pair) => isScalar(key) && String(key.value ?? '') === String(step));
  const found = wantsKey || !isNode(pair?.value) ? pair?.key : pair?.value;
  return isNode(found) ? found : undefined;
}

export function scalarStyle(node: Scalar): ScalarStyle {
  if (node.type === 'QUOTE_SINGLE') return 'single-quoted';
  if (node.type === 'QUOTE_DOUBLE') return 'double-quoted';
  return node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED' ? 'block' : 'plain';
}
