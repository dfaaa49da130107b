/** Leave to read an org. */
export interface Session {
  /** Origin of the org, without a path: `https://acme.my.salesforce.com`. */
  readonly instanceUrl: string;
  readonly accessToken: string;
  /** Asks for another one when this has expired; absent where the way in knows none. */
  readonly renew?: () => Promise<Session>;
}

/** Variables of the environment. */
export type Env = Readonly<Record<string, string | undefined>>;

/** A variable that is set to something. */
export const setIn = (env: Env, name: string): string | undefined => env[name]?.trim() || undefined;
