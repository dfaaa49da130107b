import type { ContactRole } from '../../model/records.ts';
import type { Ask } from './ask.ts';
import type { Associated } from './associations.ts';
import { labelsSchema } from './payloads.ts';
import type { DealsRead } from './pull.ts';

/** Labels that say nothing of a role. */
const NO_ROLE = new Set(['Primary']);

/** Whether the account has labels of its own for contacts on deals, without which no role can be kept there. */
export async function hasRoleLabels(ask: Ask): Promise<boolean> {
  const { results } = await ask.get(labelsSchema, { kind: 'labels', from: 'deals', to: 'contacts' });
  return results.some(({ category, label }) => category === 'USER_DEFINED' && !!label);
}

/** What a contact is on a deal: the labels of the association, as somebody made them. */
function roleOf({ types }: Associated): string | null {
  const labels = types.flatMap(({ category, label }) =>
    category === 'USER_DEFINED' && label && !NO_ROLE.has(label) ? [label] : [],
  );
  return labels.length === 0 ? null : [...new Set(labels)].sort().join(';');
}

/** The contacts of each deal with their roles on it. */
export const rolesOf = ({ records, contacts }: DealsRead): readonly ContactRole[] =>
  records.flatMap(({ id }) =>
    (contacts.of(id) ?? []).map((one) => ({ dealId: id, contactId: one.id, role: roleOf(one), isDeleted: false })),
  );
