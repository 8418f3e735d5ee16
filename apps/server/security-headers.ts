import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

const POLICY = {
  'default-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'style-src': ["'self'", "'unsafe-inline'"],
  'script-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
  'form-action': ["'self'"],
};

/** The security headers of every answer (安全响应头); what is personal is kept by no cache. `secure`: TLS ends in front of us, so browsers are told to stay with it. */
export function secureHeaders(app: FastifyInstance, secure: boolean): void {
  const headers = headersOf(secure);
  app.addHook('onRequest', (request, reply, done) => {
    for (const [name, value] of headers) reply.raw.setHeader(name, value);
    // What is asked of the interface is somebody's; a route whose answer is everybody's says so itself.
    if (request.url.startsWith('/api/')) reply.raw.setHeader('cache-control', 'no-store');
    done();
  });
}

/** What helmet says hangs on no request, so it is asked once and not for every answer. */
function headersOf(secure: boolean): [string, string][] {
  const headers: [string, string][] = [];
  const answer = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => {},
  } as unknown as ServerResponse;
  const say = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    hsts: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
  });
  say({} as never, answer as never, (error?: unknown) => {
    if (error) throw error;
  });
  return headers;
}

/**
 * One line, once, when a browser writes from a page it has by plain HTTP though the installation says HTTPS (`ZEAN_SECURE=1`): it throws our cookies away, and
 * whoever signs in there is a stranger again. The origin is what the browser itself sees, whatever the proxy passes on; on its own machine it keeps them.
 */
export function tellPlain(app: FastifyInstance, say: (line: string) => void): void {
  let told = false;
  app.addHook('onRequest', (request, _reply, done) => {
    const { origin = '' } = request.headers;
    if (!told && origin.startsWith('http://') && !/^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(origin)) {
      told = true;
      say(
        `有浏览器经 ${origin} 访问，而 ZEAN_SECURE=1 要求 HTTPS：浏览器不保存登录状态，登录后仍会回到登录页。请改用 https:// 网址访问；确实没有 HTTPS 的，去掉 ZEAN_SECURE=1 后重启`,
      );
    }
    done();
  });
}
