import type { AuditResult } from '../model/audit-result.ts';

/** An id as a title: `next-steps` is "Next steps", `crm-hygiene` "CRM hygiene". */
export function titleFromId(id: string): string {
  const words = id.replaceAll('-', ' ').replace(/\bcrm\b/g, 'CRM');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the result calls certifications, criteria and rules, by id; what it does not name is called by its id. */
export function titlesOf({ rubrics, rules }: Pick<AuditResult, 'rubrics' | 'rules'>): (id: string) => string {
  const titles = new Map([
    ...rubrics.flatMap(({ id, title, criteria }) => [
      [id, title] as const,
      ...criteria.map((criterion) => [criterion.id, criterion.title] as const),
    ]),
    ...rules.map(({ id, title }) => [id, title] as const),
  ]);
  return (id) => titles.get(id) ?? titleFromId(id);
}
