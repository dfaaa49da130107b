import type { HttpRequest, HttpResponse } from './http.ts';
import { HttpError } from './http-error.ts';

const isMarkup = ({ headers, body }: HttpResponse): boolean =>
  /\bhtml\b/i.test(headers['content-type'] ?? '') || /^\s*<(?:!doctype|html)\b/i.test(body.slice(0, 200));

/** The value of a JSON body. Throws an `HttpError` for an HTML page (a login, a maintenance notice) and for broken JSON. */
export function jsonBody(response: HttpResponse, request: Pick<HttpRequest, 'method' | 'url'>): unknown {
  const { status, body } = response;
  try {
    return JSON.parse(body);
  } catch {
    const message = isMarkup(response)
      ? `an HTML page came instead of data (status ${status})`
      : `the answer is not the JSON it should be, or not all of it (status ${status}, ${body.length} characters)`;
    throw new HttpError({ kind: 'unreadable', request, status, message });
  }
}
