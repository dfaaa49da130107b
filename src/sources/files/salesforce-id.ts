const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const SHORT = /^[A-Za-z0-9]{15}$/;

/** What the weekly export writes for an empty lookup. */
const EMPTY = /^0{15}(?:AAA)?$/;

/** The three characters that make an id of 15 characters safe where upper and lower case are one. */
function suffixOf(id: string): string {
  let suffix = '';
  for (let block = 0; block < 15; block += 5) {
    let bits = 0;
    for (let i = 0; i < 5; i++) {
      const code = id.charCodeAt(block + i);
      if (code >= 65 && code <= 90) bits |= 1 << i;
    }
    suffix += SUFFIX.charAt(bits);
  }
  return suffix;
}

/**
 * A Salesforce id in its one form of 18 characters; `null` for the empty lookup. What is no Salesforce id (external
 * ids, ids of other systems) is left as it is. `text` is trimmed and not blank.
 */
export function salesforceId(text: string): string | null {
  if (text.charCodeAt(0) === 48 && EMPTY.test(text)) return null;
  return text.length === 15 && SHORT.test(text) ? text + suffixOf(text) : text;
}
