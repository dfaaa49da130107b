/** A request to a CRM. Everything in it that could be a secret stands in `headers` or in a form body, and is never printed. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer that has arrived whole. Names of headers are in lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What to do with an answer, or with the failure to get one: take it, or wait this many milliseconds and ask again. */
export type Judgment = 'take' | { readonly retryAfter: number };

/** How a CRM is spoken to. The vendor decides what is a read, what is worth another try, and how fast to go. */
export interface HttpPolicy {
  /** Requests to any other host, and redirects to one, are refused. */
  readonly origin: string;
  /** Throws for whatever is not a read, subrequest by subrequest; called before every request. */
  readonly assertRead: (request: HttpRequest) => void;
  /**
   * Milliseconds for one attempt, the whole body included. Of a stream: until its first byte, and from then on for
   * every 64 KiB that are waited for.
   */
  readonly timeout: number;
  /** Bytes of one body, unpacked. A stream has no such limit: it is never held. */
  readonly maxBytes: number;
  /** Tries of one request, the first included. */
  readonly attempts: number;
  /** Milliseconds that one request may take with all its tries and waits; waiting for `admit` is not counted. */
  readonly budget: number;
  /**
   * Called for every answer and every passing failure of the network (`undefined`), with the number of tries so far.
   * Of a stream, answers below 300 are taken without it.
   */
  readonly judge: (response: HttpResponse | undefined, tries: number, request: HttpRequest) => Judgment;
  /** Waited for before every attempt: rate limits, call budgets. It throws a `SourceError` to stop the run. */
  readonly admit?: (request: HttpRequest) => Promise<void>;
  /** Told of every attempt that was answered, for counts and rate headers; the body of a stream is not in it. */
  readonly observe?: (request: HttpRequest, response: HttpResponse) => void;
}

/** The clock and the line; tests hand in their own. */
export interface HttpEdges {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * One way out of the program. Every failure is an `HttpError`, a typed error that names host, path without query, and
 * status, never a header, a body or a query.
 */
export interface Http {
  /** The whole answer, whatever its status. */
  readonly send: (request: HttpRequest) => Promise<HttpResponse>;
  /** A body as it arrives, for results that are larger than memory; tried again only until its first byte. */
  readonly stream: (request: HttpRequest) => Promise<HttpStream>;
  /** Requests sent so far, each try counted. */
  readonly calls: () => number;
  /** Ends what is under way and lets go of the connections. */
  readonly close: () => void;
}

export interface HttpStream {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly chunks: AsyncIterable<Uint8Array>;
}
