import type { YamlDocument, YamlPath } from '../lib/yaml.ts';
import type { Origin } from './expression/locate.ts';

/** The scalar that a text was read from, so that errors can point into it. */
export function originOf(document: YamlDocument, path: YamlPath): Origin {
  const { file, line = 1, column = 1 } = document.position(path, 'value');
  return document.scalarSource(path) ?? { file, line, column };
}
