/** What people in sales are called by what they do; rubrics say what each of them must show. */
export const roleIds = ['SDR', 'AE', 'AM', 'CSM', 'manager'] as const;
export type RoleId = (typeof roleIds)[number];

/** A person by e-mail address, name or id, or everybody whom the CRM calls by a title; and what they do. */
export interface RoleChoice {
  readonly rep?: string | undefined;
  readonly title?: string | undefined;
  readonly role: RoleId;
}
