import { z } from 'zod';
import { didYouMean } from '../lib/nearest.ts';
import { validate } from '../lib/validate.ts';
import { parseYaml } from '../lib/yaml.ts';
import { type RecordType, recordTypes } from '../model/records.ts';
import { scenarioIds } from '../model/rule.ts';
import { compileCondition } from './expression/compile.ts';
import { parameterType, parameterValues, type Report } from './parameters.ts';
import { placeIn } from './place.ts';
import type { Scenario } from './rule.ts';
import { parametersSchema } from './schema.ts';
import type { Parameterized, ScopeWith } from './scope.ts';

const sentence = z.string('text').min(1, 'text');

/** A scenario file, `rules/scenarios/<id>.yaml`: on which records a situation of the skill card is there to be seen. */
export const scenarioSchema = z.strictObject({
  title: sentence,
  situation: sentence.describe('What makes it hard'),
  standard: sentence.describe('What a rep does who has mastered it'),
  on: z.array(z.enum(recordTypes)).min(1),
  when: z.string('an expression').min(1, 'an expression').describe('Holds on the records that have been through it'),
  params: parametersSchema,
});

/** Compiles one scenario file; its id is the name of the file. Every problem is reported at its place. */
export function compileScenario<V extends Parameterized>(
  id: string,
  { name, text }: { readonly name: string; readonly text: string },
  scopeWith: ScopeWith<V>,
  report: Report,
): Scenario<V> | undefined {
  const known = scenarioIds.find((one) => one === id);
  if (known === undefined) {
    const hint = didYouMean(id, scenarioIds) ?? `one of ${scenarioIds.join(', ')}`;
    report([{ message: `unknown scenario "${id}"`, at: { file: name }, hint }]);
    return undefined;
  }
  const document = parseYaml(text, name);
  const read = validate(scenarioSchema, document);
  if ('problems' in read) {
    report(read.problems);
    return undefined;
  }
  const { when, params, ...told } = read.value;
  const types = new Map(Object.entries(params).map(([key, value]) => [key, parameterType(value)]));
  const compiled = compileCondition(when, scopeWith(types), placeIn(document, ['when'], when));
  if ('ok' in compiled) return { id: known, ...told, when: compiled.ok, params: parameterValues(params) };
  report(compiled.problems);
  return undefined;
}

/** Whether a record has been through a scenario; `undefined` where that cannot be told. Sets the parameters of the view. */
export function isObserved<V extends Parameterized & { readonly record: { readonly type: RecordType } }>(
  { on, when, params }: Scenario<V>,
  view: V,
): boolean | undefined {
  if (!on.includes(view.record.type)) return false;
  view.params = params;
  return when.evaluate(view);
}
