import * as z from 'zod';
import { readShipped } from '../../config/rule-files.ts';
import { parseYaml } from '../../lib/yaml.ts';

const schema = z.object({ free: z.array(z.string()) });

/** Domains that belong to no company: whoever shares one has nothing in common. */
export function freeMailDomains(): ReadonlySet<string> {
  const { name, text } = readShipped('lexicons/mailboxes.yaml');
  return new Set(schema.parse(parseYaml(text, name).value).free);
}
