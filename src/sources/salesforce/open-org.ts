import * as z from 'zod';
import { type CallBudget, createCallBudget } from '../live/call-budget.ts';
import type { LiveOptions } from '../live/live.ts';
import { signIn } from './auth/sign-in.ts';
import { type Client, openClient } from './client.ts';
import type { Schema } from './describe.ts';
import { objectNames } from './objects.ts';
import { openSchema } from './open-schema.ts';

/** An org that has been signed in to and described. */
export interface Opened {
  readonly client: Client;
  readonly schema: Schema;
  readonly budget: CallBudget;
}

const limitsSchema = z.object({ DailyApiRequests: z.object({ Max: z.number(), Remaining: z.number() }) });

/** Answers that do not tell of the day are told by one that does; an org that hides it is read without. */
async function askLimits(client: Client, budget: CallBudget): Promise<void> {
  const limits = limitsSchema.safeParse(await client.get('/limits'));
  if (!limits.success) return;
  const { Max: limit, Remaining: remaining } = limits.data.DailyApiRequests;
  budget.note({ remaining, limit });
}

/** Signs in and looks at what there is: two calls. */
export async function openOrg(options: LiveOptions): Promise<Opened> {
  const { env, edges, runFile, config } = options;
  const source = config.source?.kind === 'salesforce' ? config.source : undefined;
  const targetOrg = options.targetOrg ?? source?.targetOrg;
  const budget = createCallBudget(options.limits);
  const session = await signIn({ env, cwd: options.cwd ?? '', now: edges.now, targetOrg, runFile });
  const client = await openClient(session, {
    version: source?.apiVersion ?? '66.0',
    now: edges.now,
    edges,
    admit: async () => budget.admit(),
    onUsage: ({ used, max }) => budget.note({ remaining: Math.max(max - used, 0), limit: max }),
  });
  try {
    const schema = await openSchema(client, objectNames);
    if (client.usage() === undefined) await askLimits(client, budget);
    return { client, budget, schema };
  } catch (error) {
    client.close();
    throw error;
  }
}
