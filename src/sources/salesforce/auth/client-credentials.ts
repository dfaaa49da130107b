import type { HttpEdges } from '../../../lib/http/http.ts';
import type { Session } from './session.ts';
import { requestToken } from './token.ts';

/** An app that signs in as the user that its policies name. */
export interface ClientCredentials {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly edges?: HttpEdges | undefined;
}

export function signInByClientCredentials(options: ClientCredentials): Promise<Session> {
  const { loginUrl, clientId, clientSecret, edges } = options;
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  return requestToken(loginUrl, form, () => signInByClientCredentials(options), edges);
}
