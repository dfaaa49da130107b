// Who asks: tokens, what is hidden from them, what is shared with them.

/**
 * @typedef {object} EmulatedUser
 * @property {string} username
 * @property {string} id
 * @property {string} token
 * @property {string} zone
 * @property {Set<string>} hidden objects (`territory2`) and fields (`lead.hasoptedoutofemail`), in lower case
 * @property {(object: string, get: (field: string) => unknown) => boolean} [sees] rows that are shared with the user
 */

/** A token of the form that Salesforce gives out, and that stands out in any output. */
export const tokenOf = (orgId, name) =>
  `${orgId.slice(0, 15)}!AQEMULATED.${name.replace(/\W/g, '_')}.SeCrEtToKeN_0123456789`;

/** @returns {EmulatedUser} */
export function userOf(org, { username = 'admin@emulated.example', token, hidden = [], sees, zone } = {}) {
  const users = org.tables.get('User');
  let own;
  for (const handle of users.handles()) {
    own ??= handle;
    if (users.get(handle, 'Username') === username) {
      own = handle;
      break;
    }
  }
  return {
    username,
    id: users.get(own, 'Id'),
    email: users.get(own, 'Email'),
    name: users.get(own, 'Name'),
    token: token ?? tokenOf(org.id, username),
    zone: zone ?? users.get(own, 'TimeZoneSidKey') ?? 'America/New_York',
    hidden: new Set(hidden.map((name) => name.toLowerCase())),
    sees,
  };
}
