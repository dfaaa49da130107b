import { chunksOfTexts } from './id-chunks.ts';
import { oneOf, type Query } from './soql.ts';
import type { Walk } from './walk.ts';

/** Leads and contacts of anybody with an address of theirs, or a last name at a company of theirs. */
export function lookalikes({ held }: Walk): readonly Query[] {
  const texts = (field: string): readonly string[] => held.values('Lead', field);
  const byText = (object: string, field: string, all: readonly string[], more: readonly string[] = []) =>
    held.isWanted(object)
      ? chunksOfTexts(all).map((some) => held.query(object, { where: [oneOf(field, some), ...more] }))
      : [];
  const companies = chunksOfTexts(texts('Company'));
  const named = (object: string, field: string): readonly Query[] =>
    companies.flatMap((some) => byText(object, 'LastName', texts('LastName'), [oneOf(field, some)]));
  return [
    ...byText('Lead', 'Email', texts('Email')),
    ...byText('Contact', 'Email', texts('Email')),
    ...named('Lead', 'Company'),
    ...named('Contact', 'Account.Name'),
  ];
}
