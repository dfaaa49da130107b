import { inspect } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { SourceError } from '../../../src/lib/errors.ts';
import { createHttp } from '../../../src/lib/http/create-http.ts';
import type { HttpPolicy } from '../../../src/lib/http/http.ts';
import { HttpError } from '../../../src/lib/http/http-error.ts';
import { fakeEdges, get, type LocalServer, policyFor, serve, token } from './server.ts';

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const serving = async (answer: Parameters<typeof serve>[0]): Promise<LocalServer> => {
  const server = await serve(answer);
  open.push(server);
  return server;
};

const httpTo = (origin: string, own: Partial<HttpPolicy> = {}, edges = fakeEdges()) => {
  const http = createHttp(policyFor(origin, own), edges);
  open.unshift(http);
  return http;
};

async function failureOf(promise: Promise<unknown>): Promise<HttpError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof HttpError) return error;
  throw new Error(`expected an HttpError, found ${inspect(error)}`);
}

const slow = (policy: Partial<HttpPolicy> = {}): Partial<HttpPolicy> => ({ timeout: 150, ...policy });

describe('an answer', () => {
  it('comes whole, with its status and headers in lower case, whatever the status says', async () => {
    const { origin } = await serving((_, response) => {
      response.writeHead(404, { 'Sforce-Limit-Info': 'api-usage=18/5000', 'Content-Type': 'application/json' });
      response.end('[{"errorCode":"NOT_FOUND","message":"Ærøskøbing"}]');
    });
    const { status, headers, body } = await httpTo(origin).send(get(origin));
    expect({ status, limit: headers['sforce-limit-info'], body }).toEqual({
      status: 404,
      limit: 'api-usage=18/5000',
      body: '[{"errorCode":"NOT_FOUND","message":"Ærøskøbing"}]',
    });
  });

  it('is unpacked, and asked for packed', async () => {
    const { origin, seen } = await serving((_, response, nth) => {
      const [name, pack] = nth === 1 ? (['gzip', gzipSync] as const) : (['br', brotliCompressSync] as const);
      response.writeHead(200, { 'Content-Encoding': name }).end(pack(Buffer.from('a'.repeat(1000))));
    });
    const http = httpTo(origin);
    expect((await http.send(get(origin))).body).toHaveLength(1000);
    expect((await http.send(get(origin))).body).toHaveLength(1000);
    expect(seen[0]?.headers['accept-encoding']).toBe('gzip');
  });

  it('without a body is one that is empty, packed or not', async () => {
    const { origin } = await serving((_, response) => {
      response.writeHead(204, { 'Content-Encoding': 'gzip' }).end();
    });
    expect(await httpTo(origin).send(get(origin))).toMatchObject({ status: 204, body: '' });
  });

  it('leaves its connection to the next request', async () => {
    const { origin, connections } = await serving((_, response) => void response.end('{}'));
    const http = httpTo(origin);
    for (let i = 0; i < 5; i++) await http.send(get(origin));
    expect({ calls: http.calls(), connections: connections() }).toEqual({ calls: 5, connections: 1 });
  });

  it('is refused when packed in an unknown way', async () => {
    const { origin } = await serving(
      (_, response) => void response.writeHead(200, { 'Content-Encoding': 'zstd' }).end('x'),
    );
    expect((await failureOf(httpTo(origin).send(get(origin)))).kind).toBe('unreadable');
  });
});

describe('a request with a body', () => {
  it('arrives with its length', async () => {
    let received = '';
    const { origin, seen } = await serving((request, response) => {
      request.on('data', (chunk) => {
        received += chunk;
      });
      request.on('end', () => response.end('{}'));
    });
    const http = httpTo(origin, { assertRead: () => {} });
    await http.send(get(origin, '/composite', { method: 'POST', body: '{"q":"Ø"}' }));
    expect({ received, length: seen[0]?.headers['content-length'] }).toEqual({ received: '{"q":"Ø"}', length: '10' });
  });
});

describe('a connection that is cut', () => {
  it.each([
    ['with Content-Length', { 'Content-Length': '1000' }],
    ['in chunks', { 'Transfer-Encoding': 'chunked' }],
  ])('%s, in the middle of the body, is a typed error', async (_, headers) => {
    const { origin } = await serving((_, response) => {
      response.writeHead(200, headers);
      response.write('[{"half":', () => response.socket?.destroy());
    });
    const error = await failureOf(httpTo(origin).send(get(origin)));
    expect(error.kind).toBe('cut');
    expect(error.message).toMatch(
      /^127\.0\.0\.1:\d+\/services\/data: the connection ended in the middle of the answer$/,
    );
  });

  it('in the middle of a packed body is a typed error', async () => {
    const whole = gzipSync(Buffer.from('a'.repeat(100_000)));
    const { origin } = await serving((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': String(whole.length) });
      response.write(whole.subarray(0, 50), () => response.socket?.destroy());
    });
    expect((await failureOf(httpTo(origin).send(get(origin)))).kind).toBe('cut');
  });

  it('so that the packed body ends too early without saying so is a typed error', async () => {
    const whole = gzipSync(Buffer.from('a'.repeat(100_000)));
    const { origin } = await serving((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(whole.subarray(0, 50));
    });
    expect((await failureOf(httpTo(origin).send(get(origin)))).kind).toBe('cut');
  });

  it('before any answer is a typed error', async () => {
    const { origin } = await serving((request) => void request.socket.destroy());
    expect((await failureOf(httpTo(origin).send(get(origin)))).kind).toBe('network');
  });

  it('because nobody listens is a typed error', async () => {
    const server = await serve(() => {});
    await server.close();
    const error = await failureOf(httpTo(server.origin).send(get(server.origin)));
    expect([error.kind, error.problems[0]?.message]).toEqual(['network', expect.stringContaining('ECONNREFUSED')]);
  });
});

describe('a server that does not come to an end', () => {
  it('is left when it never answers', async () => {
    const { origin } = await serving(() => {});
    const error = await failureOf(httpTo(origin, slow()).send(get(origin)));
    expect([error.kind, error.message]).toEqual(['timeout', expect.stringMatching(/no answer in 0\.2 s$/)]);
  });

  it.each(['', 'gzip'])('is left when it sends a byte now and then (%s)', async (encoding) => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const { origin } = await serving((_, response) => {
      response.writeHead(200, encoding === '' ? {} : { 'Content-Encoding': encoding });
      const bytes = encoding === '' ? Buffer.from(' '.repeat(1000)) : gzipSync(Buffer.from('abc'.repeat(9000)));
      let at = 0;
      timer = setInterval(() => void response.write(bytes.subarray(at, ++at)), 20);
    });
    const error = await failureOf(httpTo(origin, slow()).send(get(origin)));
    clearInterval(timer);
    expect([error.kind, error.message]).toEqual(['timeout', expect.stringContaining('was not there whole after')]);
  });

  it('is left when its head trickles', async () => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const { origin } = await serving((request) => {
      request.socket.write('HTTP/1.1 200 OK\r\n');
      timer = setInterval(() => void request.socket.write('X-A: b\r\n'), 20);
    });
    const error = await failureOf(httpTo(origin, slow()).send(get(origin)));
    clearInterval(timer);
    expect(error.kind).toBe('timeout');
  });

  it('is left when its body is larger than a body may be, counted unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const { origin } = await serving((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb);
    });
    const error = await failureOf(httpTo(origin).send(get(origin)));
    expect([error.kind, bomb.length < 1_000_000]).toEqual(['too-large', true]);
  });
});

describe('a redirect', () => {
  it('to another host is refused, and nothing is sent there', async () => {
    const thief = await serving((_, response) => void response.end('{}'));
    const { origin } = await serving((_, response) => {
      response.writeHead(302, { Location: `${thief.origin}/take?token=1` }).end();
    });
    const error = await failureOf(httpTo(origin).send(get(origin)));
    expect({ kind: error.kind, status: error.status, stolen: thief.seen.length }).toEqual({
      kind: 'redirect',
      status: 302,
      stolen: 0,
    });
    expect(error.message).toContain(`sent on to another host, ${new URL(thief.origin).host}: not followed`);
    expect(error.message).not.toContain('token=1');
  });

  it('within the host is followed, as a read that is checked', async () => {
    const checked: string[] = [];
    const { origin } = await serving((request, response) => {
      if (request.url === '/here') response.end('{}');
      else response.writeHead(307, { Location: '/here' }).end();
    });
    const http = httpTo(origin, { assertRead: ({ url }) => void checked.push(new URL(url).pathname) });
    expect((await http.send(get(origin, '/there'))).status).toBe(200);
    expect(checked).toContain('/here');
  });

  it.each([
    ['round and round', 'GET'],
    ['of a request with a body', 'POST'],
  ] as const)('%s is not followed', async (_, method) => {
    const { origin, seen } = await serving((_, response) => void response.writeHead(302, { Location: '/again' }).end());
    const http = httpTo(origin, { assertRead: () => {} });
    expect((await failureOf(http.send(get(origin, '/again', { method })))).kind).toBe('redirect');
    expect(seen.length).toBeLessThan(6);
  });
});

describe('a request that must not go out', () => {
  it('to another host is not sent', async () => {
    const { origin, seen } = await serving((_, response) => void response.end('{}'));
    const error = await failureOf(httpTo('https://acme.my.salesforce.com').send(get(origin)));
    expect([error.kind, seen.length]).toEqual(['refused', 0]);
  });

  it('over plain http is not sent, but to this machine', async () => {
    const error = await failureOf(httpTo('http://acme.example').send(get('http://acme.example')));
    expect([error.kind, error.message]).toEqual(['refused', expect.stringContaining('plain http')]);
  });

  it('is not sent when it is no read', async () => {
    const { origin, seen } = await serving((_, response) => void response.end('{}'));
    const http = httpTo(origin);
    await expect(http.send(get(origin, '/x', { method: 'DELETE' }))).rejects.toThrow('not a read: DELETE');
    await expect(http.stream(get(origin, '/x', { method: 'PATCH' }))).rejects.toThrow('not a read: PATCH');
    expect([seen.length, http.calls()]).toEqual([0, 0]);
  });

  it('is not sent with a token that holds a line break, which is not quoted either', async () => {
    const { origin, seen } = await serving((_, response) => void response.end('{}'));
    const request = get(origin, '/x', { headers: { Authorization: `Bearer ${token}\nX: y` } });
    const error = await failureOf(httpTo(origin).send(request));
    expect([error.kind, seen.length, inspect(error).includes(token)]).toEqual(['refused', 0, false]);
  });
});

describe('another try', () => {
  const patient = (judge: HttpPolicy['judge'], own: Partial<HttpPolicy> = {}) => ({ attempts: 5, judge, ...own });

  it('is made where the policy wants one, after the wait that it names', async () => {
    const { origin } = await serving((_, response, nth) => {
      response.writeHead(nth < 3 ? 503 : 200, { 'Content-Type': 'text/html' }).end(nth < 3 ? '<html>' : '{}');
    });
    const edges = fakeEdges();
    const judge: HttpPolicy['judge'] = (response, tries) =>
      response?.status === 503 ? { retryAfter: 1000 * tries } : 'take';
    const http = httpTo(origin, patient(judge), edges);
    expect((await http.send(get(origin))).body).toBe('{}');
    expect([edges.slept, http.calls()]).toEqual([[1000, 2000], 3]);
  });

  it('is made after a failure of the network, too', async () => {
    const { origin } = await serving((request, response, nth) => {
      if (nth === 1) request.socket.destroy();
      else response.end('{}');
    });
    const judge: HttpPolicy['judge'] = (response) => (response === undefined ? { retryAfter: 10 } : 'take');
    expect((await httpTo(origin, patient(judge)).send(get(origin))).status).toBe(200);
  });

  it('is not made more often than allowed: then the last answer counts', async () => {
    const { origin, seen } = await serving((_, response) => void response.writeHead(503).end('later'));
    const answer = await httpTo(
      origin,
      patient(() => ({ retryAfter: 1 })),
    ).send(get(origin));
    expect([answer.status, answer.body, seen.length]).toEqual([503, 'later', 5]);
  });

  it('is not made once the time of the request would be over', async () => {
    const { origin, seen } = await serving((_, response) => void response.writeHead(503).end());
    const edges = fakeEdges();
    const answer = await httpTo(
      origin,
      patient(() => ({ retryAfter: 4000 })),
      edges,
    ).send(get(origin));
    expect([answer.status, edges.slept, seen.length]).toEqual([503, [4000, 4000], 3]);
  });

  it('is not made of what cannot get better', async () => {
    const other = await serving(
      (_, response) => void response.writeHead(302, { Location: 'https://else.example' }).end(),
    );
    await failureOf(
      httpTo(
        other.origin,
        patient(() => ({ retryAfter: 1 })),
      ).send(get(other.origin)),
    );
    expect(other.seen).toHaveLength(1);
  });

  it('waits for admission every time, and is stopped by whoever admits', async () => {
    const { origin, seen } = await serving((_, response) => void response.writeHead(503).end());
    const stop = new SourceError({ message: 'the calls of today are used up' });
    let admitted = 0;
    const admit = async (): Promise<void> => {
      admitted += 1;
      if (admitted === 3) throw stop;
    };
    const http = httpTo(
      origin,
      patient(() => ({ retryAfter: 1 }), { admit }),
    );
    await expect(http.send(get(origin))).rejects.toBe(stop);
    expect(seen).toHaveLength(2);
  });

  it('is told of, answer by answer', async () => {
    const { origin } = await serving((_, response, nth) => void response.writeHead(nth === 1 ? 429 : 200).end());
    const observed: number[] = [];
    const http = httpTo(
      origin,
      patient((response) => (response?.status === 429 ? { retryAfter: 1 } : 'take'), {
        observe: (_, { status }) => void observed.push(status),
      }),
    );
    await http.send(get(origin));
    expect(observed).toEqual([429, 200]);
  });
});

describe('a stream', () => {
  const read = async (chunks: AsyncIterable<Uint8Array>): Promise<number> => {
    let bytes = 0;
    for await (const chunk of chunks) bytes += chunk.length;
    return bytes;
  };

  it('comes as it arrives, larger than a body may be, unpacked', async () => {
    const { origin } = await serving((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Sforce-Locator': 'null' });
      response.end(gzipSync(Buffer.alloc(5_000_000)));
    });
    const { status, headers, chunks } = await httpTo(origin).stream(get(origin));
    expect([status, headers['sforce-locator'], await read(chunks)]).toEqual([200, 'null', 5_000_000]);
  });

  it('is asked for again until its first byte, and not after it', async () => {
    const { origin, seen } = await serving((request, response, nth) => {
      if (nth === 1) return void response.writeHead(503).end('wait');
      if (nth === 2) return void request.socket.destroy();
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('0123456789', () => response.socket?.destroy());
    });
    const http = httpTo(origin, { attempts: 9, judge: () => ({ retryAfter: 1 }) });
    const { chunks } = await http.stream(get(origin));
    expect((await failureOf(read(chunks))).kind).toBe('cut');
    expect(seen).toHaveLength(3);
  });

  it('that says no gives its body', async () => {
    const { origin } = await serving((_, response) => void response.writeHead(409).end('another version'));
    const { status, chunks } = await httpTo(origin).stream(get(origin));
    expect([status, await read(chunks)]).toEqual([409, 15]);
  });

  it('that stops in the middle is left', async () => {
    const { origin } = await serving((_, response) => void response.writeHead(200).write('a'));
    const { chunks } = await httpTo(origin, slow()).stream(get(origin));
    expect((await failureOf(read(chunks))).kind).toBe('timeout');
  });

  it('that trickles is left, though every byte comes in time', async () => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const { origin } = await serving((_, response) => {
      response.writeHead(200);
      timer = setInterval(() => void response.write('a'), 20);
    });
    const { chunks } = await httpTo(origin, slow()).stream(get(origin));
    expect((await failureOf(read(chunks))).kind).toBe('timeout');
    clearInterval(timer);
  });

  it('waits for whoever reads it, however slow', async () => {
    const { origin } = await serving((_, response) => void response.writeHead(200).end(Buffer.alloc(3_000_000)));
    const { chunks } = await httpTo(origin, slow()).stream(get(origin));
    let bytes = 0;
    let waits = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (waits++ < 3) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(bytes).toBe(3_000_000);
  });

  it('that nobody reads on lets go of its connection', async () => {
    let isClosed = false;
    const { origin } = await serving((request, response) => {
      request.socket.on('close', () => {
        isClosed = true;
      });
      response.writeHead(200).write(Buffer.alloc(1_000_000));
    });
    const { chunks } = await httpTo(origin).stream(get(origin));
    for await (const _ of chunks) break;
    await expect.poll(() => isClosed).toBe(true);
  });
});

describe('a failure', () => {
  it('shows neither token, nor query, nor body, in message, stack or fields', async () => {
    const { origin } = await serving((_, response) => {
      response.writeHead(200, { 'Content-Length': '1000', 'X-Session': token });
      response.write(`{"access_token":"${token}"`, () => response.socket?.destroy());
    });
    const request = get(origin, '/services/oauth2/token?client_secret=hunter2hunter2', {
      method: 'POST',
      body: 'assertion=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.c2ln',
    });
    const error = await failureOf(httpTo(origin, { assertRead: () => {} }).send(request));
    const shown = `${error.message}\n${error.stack}\n${inspect(error, { depth: 9, showHidden: true })}`;
    for (const secret of [token, 'hunter2', 'eyJ', 'client_secret']) expect(shown).not.toContain(secret);
    expect([error.host, error.path]).toEqual([new URL(origin).host, '/services/oauth2/token']);
  });
});
