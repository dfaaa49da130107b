import { SourceError } from '../../lib/errors.ts';
import { ApiError } from './api-error.ts';
import type { Client } from './client.ts';
import { describe, type Schema } from './describe.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Versions before this are not spoken: composite requests and bulk queries need it. */
const OLDEST = 47;

/** The latest version that the org offers, up to the one that is asked for. */
async function offered(client: Client): Promise<string> {
  const list = await client.get('/services/data/');
  const versions = (Array.isArray(list) ? list : []).filter(isObject).map(({ version }) => Number(version));
  const usable = versions.filter((version) => version >= OLDEST);
  const wanted = Number(client.version());
  const best = Math.max(...usable.filter((version) => version <= wanted));
  if (Number.isFinite(best)) return best.toFixed(1);
  if (usable.length > 0) return Math.min(...usable).toFixed(1);
  throw new SourceError({
    message: `${new URL(client.instanceUrl).host} offers no version of the API that is spoken here`,
  });
}

/** The version is not there: said in many ways. */
const isOtherVersion = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.code === 'UNSUPPORTED_API_VERSION' ||
    error.code === 'NOT_FOUND' ||
    error.status === 410 ||
    error.status === 404);

/** Describes what this user can see; where the org lacks the version of the API, with the nearest that it has. */
export async function openSchema(client: Client, objects: readonly string[]): Promise<Schema> {
  try {
    return await describe(client, objects);
  } catch (error) {
    if (!isOtherVersion(error)) throw error;
    const version = await offered(client);
    if (version === client.version()) throw error;
    client.useVersion(version);
    return describe(client, objects);
  }
}
