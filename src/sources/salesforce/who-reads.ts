import * as z from 'zod';
import { ApiError } from './api-error.ts';
import type { Client } from './client.ts';

const userinfoSchema = z.object({ organization_id: z.string().min(1), user_id: z.string().min(1) });

/** The org and the user behind a session, by id; one call. `undefined` where the org does not tell. */
export async function whoReads(
  client: Pick<Client, 'get'>,
): Promise<{ readonly account: string; readonly reader: string } | undefined> {
  try {
    const told = userinfoSchema.safeParse(await client.get('/services/oauth2/userinfo')).data;
    return told && { account: told.organization_id, reader: told.user_id };
  } catch (error) {
    // An app may be allowed to read records and not to ask whose they are.
    if (error instanceof ApiError && [400, 403, 404].includes(error.status)) return undefined;
    throw error;
  }
}
