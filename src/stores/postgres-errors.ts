import { type Problem, SourceError } from '../lib/errors.ts';

const reach = 'threadcount reads the host from the URL, or from PGHOST and PGPORT';
const password = 'check the user and the password: in the URL, or in PGUSER and PGPASSWORD';
const wayOut = 'threadcount store export --salvage saves what can still be read; or restore a backup of the database';

/** By the code of PostgreSQL, of the network, or by how the message begins. */
const words: readonly (readonly [pattern: RegExp, message: string, hint: string])[] = [
  [/^28/, 'refuses the user or the password', password],
  [/^SASL/, 'refuses the user or the password', password],
  [/^3D000/, 'cannot be opened: there is no such database', 'have it created: createdb NAME'],
  [/^(ECONNREFUSED|ECONNRESET|ENOENT|EHOSTUNREACH|ENETUNREACH)/, 'cannot be reached: no server answers there', reach],
  [/^(ENOTFOUND|EAI_AGAIN)/, 'cannot be reached: there is no such host', reach],
  [/^(ETIMEDOUT|timeout expired)/, 'cannot be reached: the server does not answer in time', reach],
  [/^55P03/, 'is held by another process for too long', 'wait for it to end, then run this again'],
  [/^53100/, 'cannot grow: the disk of the server is full', 'free some room; what was there before is untouched'],
  [/^53300/, 'takes no more connections', 'wait until others have closed theirs, then run this again'],
  [/^42501/, 'refuses: the user lacks a right', 'it takes the right to create the schema "threadcount", or to own it'],
  [/^25006/, 'cannot be written: the server is read-only', 'name the server that takes writes'],
  [/^57P0/, 'was shut down, or is starting', 'run this again in a while'],
  [/^(XX00|58)/, 'is damaged, or its disk fails', wayOut],
  [
    /^(Connection terminated|Client has encountered a connection error)/,
    'broke off',
    'what was there before is untouched; run this again',
  ],
];

const textOf = (error: Error, name: 'code' | 'message'): string => {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
};

/** What the server or the network refused, in words; `undefined` for what is a bug of ours. */
function postgresProblem(error: Error, label: string): Problem | undefined {
  const found = words.find(
    ([pattern]) => pattern.test(textOf(error, 'code')) || pattern.test(textOf(error, 'message')),
  );
  return found && { message: `the store ${label} ${found[1]}`, hint: found[2] };
}

export function postgresError(error: unknown, label: string): unknown {
  const problem = error instanceof Error ? postgresProblem(error, label) : undefined;
  return problem === undefined ? error : new SourceError(problem, { cause: error });
}

/** While a connection is made nothing is our fault: certificates, proxies, servers that speak something else. */
export function connectionError(error: unknown, label: string): SourceError {
  const known = postgresError(error, label);
  if (known instanceof SourceError) return known;
  const reason = error instanceof Error ? error.message : String(error);
  return new SourceError({ message: `the store ${label} cannot be opened: ${reason}` }, { cause: error });
}
