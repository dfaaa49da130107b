import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { dateLexiconSchema, peopleLexiconSchema, stepLexiconSchema } from '../../src/text/lexicon.ts';
import type { NextStepLexicons } from '../../src/text/next-step.ts';

function read(name: string): unknown {
  return parse(readFileSync(new URL(`../../rules/lexicons/${name}.yaml`, import.meta.url), 'utf8'), {
    stringKeys: true,
  });
}

/** The shipped lexicons of next steps. */
export function shippedLexicons(): NextStepLexicons {
  return {
    dates: dateLexiconSchema.parse(read('dates')),
    nextStep: stepLexiconSchema.parse(read('next-step')),
    people: peopleLexiconSchema.parse(read('people')),
  };
}
