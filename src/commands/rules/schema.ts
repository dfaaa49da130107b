import { EXIT, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { didYouMean } from '../../lib/nearest.ts';
import type { Command, Typed } from '../command.ts';
import { common } from '../options.ts';

async function run({ args }: Typed, io: Io): Promise<number> {
  const { jsonSchemas } = await import('../../docs/schemas.ts');
  const name = args[0] ?? 'rule';
  const schema = jsonSchemas().get(name);
  if (schema === undefined) {
    const names = [...jsonSchemas().keys()];
    const hint = didYouMean(name, names) ?? `one of ${names.join(', ')}`;
    throw new UserError({ message: `there is no schema "${name}"`, hint });
  }
  io.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
  return EXIT.done;
}

export const rulesSchema: Command = {
  name: 'rules schema',
  summary: 'The JSON Schema of rule files (or of: pack, scenario, config, routing, people, report)',
  args: ['[of]'],
  options: common,
  examples: ['threadcount rules schema > rule.schema.json', 'threadcount rules schema report'],
  run,
};
