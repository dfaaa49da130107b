// Faults: what goes wrong, when, and how often.

/**
 * @typedef {object} When everything that is named has to be so
 * @property {string} [kind] query, more, describe, composite, bulk-create, bulk-poll, bulk-results, limits, token …
 * @property {string} [object] object that is read
 * @property {RegExp} [soql]
 * @property {RegExp} [path]
 * @property {string} [user]
 * @property {number} [page] 1 for the first page of a query
 * @property {(request: Asked) => boolean} [where]
 * @property {number} [after] how many matching requests are let through first
 * @property {number} [times] how many then go wrong; all when absent
 * @property {() => boolean} [until]
 */
/**
 * @typedef {object} Do exactly one of these
 * @property {{ status: number, errorCode: string, message: string, headers?: object }} [error]
 * @property {{ status: number, text: string, type?: string, headers?: object }} [page] a body that is not JSON
 * @property {true} [hang] never answers
 * @property {number} [trickle] one byte every so many milliseconds
 * @property {'sized' | 'chunked'} [drop] the connection breaks in the middle of the body
 * @property {true} [truncate] the body ends early, as if that were all of it
 * @property {string} [redirect] where to
 * @property {number} [delay] milliseconds before an answer that is as it should be
 * @property {(service: object) => void} [act] changes the org, the clock or the cursors, and answers as if nothing were
 * @property {(body: any) => any} [change] another body
 */
/** @typedef {{ name?: string, when: When, do: Do }} Fault */
/** @typedef {{ kind: string, kinds: string[], objects: string[], path: string, soql: string, user?: string, page?: number, isPart: boolean }} Asked */

const REPLIES = ['error', 'change', 'act'];
const isReply = (fault) => REPLIES.some((name) => name in fault.do);
const NARROW = ['object', 'soql', 'page'];

function holds(when, asked) {
  const isKind = when.kind === undefined || asked.kinds.includes(when.kind);
  const isObject = when.object === undefined || asked.objects.includes(when.object);
  const isSoql = when.soql === undefined || when.soql.test(asked.soql);
  const isPath = when.path === undefined || when.path.test(asked.path);
  const isUser = when.user === undefined || when.user === asked.user;
  const isPage = when.page === undefined || when.page === asked.page;
  return isKind && isObject && isSoql && isPath && isUser && isPage && when.where?.(asked) !== false;
}

/** Whether a fault is for this level: of a composite, what is wrong with one query goes wrong in its part alone. */
function isForLevel(fault, asked) {
  if (!isReply(fault)) return !asked.isPart;
  const isNarrow =
    NARROW.some((name) => name in fault.when) || (fault.when.kind !== undefined && fault.when.kind !== 'composite');
  if (asked.kind === 'composite') return !isNarrow;
  return isNarrow || !asked.isPart;
}

/** Keeps count of faults, and says which one strikes. */
export function faultTable(faults) {
  const entries = faults.map((fault) => ({ fault, met: 0 }));
  return {
    add: (fault) => entries.push({ fault, met: 0 }),
    clear: () => entries.splice(0),
    /** @returns {Do | undefined} */
    strike: (asked) => {
      for (const entry of entries) {
        const { when } = entry.fault;
        if (!isForLevel(entry.fault, asked) || !holds(when, asked)) continue;
        entry.met += 1;
        const turn = entry.met - (when.after ?? 0);
        if (turn > 0 && turn <= (when.times ?? Number.POSITIVE_INFINITY)) return entry.fault.do;
      }
      return undefined;
    },
    /** How often each fault was met, by name. */
    met: () => Object.fromEntries(entries.map(({ fault, met }, index) => [fault.name ?? String(index), met])),
  };
}

/** The object of the outermost FROM. */
export function objectOf(soql) {
  let flat = soql;
  for (let before = ''; before !== flat; ) {
    before = flat;
    flat = flat.replace(/\([^()]*\)/g, ' ');
  }
  return /\bFROM\s+(\w+)/i.exec(flat)?.[1];
}
