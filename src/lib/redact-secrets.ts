const HIDDEN = '[secret]';

/** What credentials look like, wherever they stand: the first group, if there is one, is kept. */
const shapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // A header, with any scheme.
  /(\bauthorization["']?\s*[:=]\s*["']?)[^\r\n"',}]+/gi,
  /(\b(?:bearer|basic)\s+)[\w.~+/!=-]{8,}/gi,
  // A session of Salesforce: the id of the org, an exclamation mark, the rest.
  /\b00D\w{12,15}(?:!|%21)[\w.%-]+/g,
  // An auth URL of the Salesforce CLI.
  /\bforce:\/\/[^\s"']+/g,
  // Tokens of HubSpot: private apps and service keys, refresh tokens.
  /\bpat-\w{2,4}\d?-[\w-]{8,}/g,
  /\b(?:na|eu|ap)\d-[\da-f]{4}-[\da-f]{4}-[\da-f-]{12,}/gi,
  // A JWT.
  /\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g,
  // Fields of forms and of JSON.
  /(["']?\b(?:access_?token|refresh_?token|id_token|client_?secret|password|passwd|assertion|signature|sid)["']?\s*[:=]\s*["']?)[^\s"'&,;}]+/gi,
  // The password of a URL.
  /(\b[a-z][a-z\d+.-]*:\/\/[^\s:/@]*:)[^\s/@]+(?=@)/gi,
];

/** Environment variables that hold credentials. */
const names = [
  'SF_ACCESS_TOKEN',
  'SF_CLIENT_SECRET',
  'HUBSPOT_ACCESS_TOKEN',
  'THREADCOUNT_STORE',
  'THREADCOUNT_SIGNING_KEY',
  'PGPASSWORD',
];

/** Shorter values are words like any other. */
const SHORTEST = 8;

/** The credentials that an environment holds, so that they can be taken out of texts whatever they look like. */
export const secretsOf = (env: Readonly<Record<string, string | undefined>>): readonly string[] =>
  names.flatMap((name) => env[name] ?? []);

/** Takes credentials out of a text that is going to be shown: those that are named, and what looks like one. */
export function redactSecrets(text: string, secrets: readonly string[] = []): string {
  const known = secrets.filter((secret) => secret.length >= SHORTEST);
  const without = known.reduce(
    (rest, secret) => rest.replaceAll(secret, HIDDEN).replaceAll(encodeURIComponent(secret), HIDDEN),
    text,
  );
  return shapes.reduce((rest, shape) => rest.replace(shape, (_, kept: unknown) => hide(kept)), without);
}

/** Without a group, what comes second is the offset. */
const hide = (kept: unknown): string => (typeof kept === 'string' ? `${kept}${HIDDEN}` : HIDDEN);
