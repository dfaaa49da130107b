import type { Ask } from '../../../src/sources/hubspot/ask.ts';

type Post = Parameters<Ask['post']>;

export interface Posted {
  readonly resource: Post[1];
  readonly body: unknown;
}

async function* nothing(): AsyncGenerator<readonly unknown[]> {}

/** A way to an account that answers with what a function makes of each body; what was asked is kept. */
export function fakeAsk(answer: (posted: Posted) => unknown): { readonly ask: Ask; readonly posts: readonly Posted[] } {
  const posts: Posted[] = [];
  return {
    posts,
    ask: {
      get: async () => {
        throw new Error('not asked for');
      },
      post: async (schema, resource, body) => {
        const posted = { resource, body };
        posts.push(posted);
        return schema.parse(answer(posted));
      },
      plan: () => undefined,
      openPull: async () => ({
        cursor: undefined,
        rows: 0,
        startedAt: 0,
        arrived: nothing,
        keep: async () => undefined,
      }),
    },
  };
}
