import type { HttpRequest } from './http.ts';
import { HttpError, type HttpTrouble } from './http-error.ts';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

const TLS = /^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH)/;

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 100) / 10} s`;

type Told = Pick<HttpTrouble, 'kind' | 'message' | 'hint'>;

/** What the network says, in words of ours: its own messages may hold more than is meant to be shown. */
function told(error: unknown, hasBegun: boolean): Told {
  const code = codeOf(error);
  if (TLS.test(code)) {
    const hint = 'behind a proxy that opens TLS, name its certificate with NODE_EXTRA_CA_CERTS';
    return { kind: 'tls', message: `the certificate is not trusted (${code})`, hint };
  }
  if (code === 'ERR_INVALID_CHAR')
    return { kind: 'refused', message: 'not sent: a header holds what no header may hold, such as a line break' };
  if (code === 'ENOTFOUND') return { kind: 'network', message: 'there is no host of this name (ENOTFOUND)' };
  if (code.startsWith('Z_')) return { kind: 'cut', message: `the packed answer is broken off or damaged (${code})` };
  if (hasBegun) return { kind: 'cut', message: 'the connection ended in the middle of the answer' };
  return { kind: 'network', message: `no answer${code === '' ? '' : ` (${code})`}` };
}

/** Whether it is Node that speaks of the connection; what policies throw passes as it is. */
export const isOfTheLine = (error: unknown): boolean => !(error instanceof HttpError) && codeOf(error) !== '';

/** Puts a failure of the line into a typed error. */
export function asHttpError(
  error: unknown,
  request: HttpRequest,
  { expiredAfter, hasBegun }: { readonly expiredAfter: number | undefined; readonly hasBegun: boolean },
): HttpError {
  if (expiredAfter === undefined) return new HttpError({ request, ...told(error, hasBegun) });
  const message = hasBegun
    ? `the answer began and was not there whole after ${seconds(expiredAfter)}`
    : `no answer in ${seconds(expiredAfter)}`;
  return new HttpError({ request, kind: 'timeout', message });
}

/** Failures that another try may be spared. A host without a name stays without one. */
export const isPassing = ({ kind, message }: HttpError): boolean =>
  (kind === 'timeout' || kind === 'cut' || kind === 'network') && !message.includes('ENOTFOUND');
