import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { ReportAt } from './yaml-compose.ts';

/**
 * Plain data (text, numbers, true or false, null, lists and mappings) of a tree whose depth is known to be small. What
 * the format allows and we do not is reported: aliases, duplicate keys, and the one key that JavaScript cannot hold.
 */
export function yamlData(node: unknown, report: ReportAt): unknown {
  if (isScalar(node)) return node.value;
  if (isMap(node)) return mapping(node, report);
  if (isSeq(node)) return node.items.map((item) => yamlData(item, report));
  if (isAlias(node))
    report(`aliases are not supported: *${node.source}`, startOf(node), 'write the value out where it is needed');
  return null;
}

function mapping(node: YAMLMap, report: ReportAt): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  const seen = new Set<string>();
  for (const { key, value } of node.items) {
    if (!isScalar(key)) {
      report('a key must be text', startOf(isNode(key) ? key : node), 'put a text that begins with { or [ in quotes');
      continue;
    }
    const name = String(key.value ?? '');
    if (name === '__proto__') report('"__proto__" cannot be a key', startOf(key));
    else if (seen.has(name)) report(`duplicate key ${JSON.stringify(name)}`, startOf(key), 'keep one of the two');
    else data[name] = yamlData(value, report);
    seen.add(name);
  }
  return data;
}

const startOf = (node: Node): number => node.range?.[0] ?? 0;
