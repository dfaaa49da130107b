import { SourceError } from '../errors.ts';
import { redactSecrets } from '../redact-secrets.ts';
import type { HttpRequest } from './http.ts';

/** Why there is no answer to work with. */
export type HttpFailure =
  /** Not sent: another host, plain http, not a read. */
  | 'refused'
  /** No answer, or not all of it, in time. */
  | 'timeout'
  /** The connection ended before the body did. */
  | 'cut'
  /** No connection, or it broke before the answer. */
  | 'network'
  /** The certificate is not trusted. */
  | 'tls'
  /** Sent elsewhere. */
  | 'redirect'
  /** More bytes than one body may have. */
  | 'too-large'
  /** Not in a form that can be read: packed in an unknown way, an HTML page, broken JSON. */
  | 'unreadable'
  /** An answer whose status says no. */
  | 'status';

export interface HttpTrouble {
  readonly kind: HttpFailure;
  readonly request: Pick<HttpRequest, 'method' | 'url'>;
  readonly status?: number | undefined;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** A request that brought nothing to work with. Exit code 3. */
export class HttpError extends SourceError {
  readonly kind: HttpFailure;
  readonly host: string;
  /** Without the query, which may hold what records hold. */
  readonly path: string;
  readonly status: number | undefined;
  constructor({ kind, request, status, message, hint }: HttpTrouble) {
    const { host, path } = placeOf(request.url);
    const told = redactSecrets(`${host}${path}: ${message}`);
    super(hint === undefined ? { message: told } : { message: told, hint });
    this.name = 'HttpError';
    this.kind = kind;
    this.host = host;
    this.path = path;
    this.status = status;
  }
}

/** What of a URL may be shown. */
function placeOf(url: string): { readonly host: string; readonly path: string } {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return { host: parsed?.host ?? 'an address that is none', path: redactSecrets(parsed?.pathname ?? '') };
}
