import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { authenticator } from '#access';
import { mintId, refuse } from '#kernel';
import { guardTexts, mount, openApi, operation, type Runner, type Services, sendRefused } from '#kernel/server';
import type { Config } from './config.ts';
import { servedCounties } from './counties.ts';
import { faultOf } from './faults.ts';
import { errorLogged, type LogTo, loggerOf } from './log.ts';
import { bears, METRICS_TYPE } from './metrics.ts';
import { serveScreens } from './screens.ts';
import { secureHeaders, tellPlain } from './security-headers.ts';
import { belowPath, pathWithin } from './sub-path.ts';
import { VERSION } from './version.ts';
import type { Vitals } from './vitals.ts';

/** How long a client may take, in ms: for the headers, for a whole request, and between two pieces of an answer. */
export interface Patience {
  headers: number;
  request: number;
  idle: number;
}

/** Of a JSON body. */
const BODY_MOST = 2 * 1024 * 1024;

/** A photo of 20 MB over a weak line takes a minute and a half; headers are a single packet. */
const PATIENCE: Patience = { headers: 15_000, request: 150_000, idle: 180_000 };

export interface AppOptions {
  config: Config;
  demo: boolean;
  /** What keeps the server from its work, in words; empty when all is well. */
  troubles: () => Promise<readonly string[]>;
  patience?: Patience;
  /** Where the log goes; standard output when left out. */
  logTo?: LogTo;
  /** What watches database and disk; left out, requests have no limit but the pool's. */
  vitals?: Vitals;
  /** Whether requests can be answered now: false while the database is away or the server stops. By default: no troubles. */
  ready?: () => Promise<boolean>;
  /** Where a line for the operator goes. */
  say?: (line: string) => void;
  /** Figures for `/metrics`; they are told there only where a token is set. */
  metrics?: { watch(app: FastifyInstance): void; text(): Promise<string> };
}

/** The HTTP application: declared routes of every context, files, screens, health and the OpenAPI document. */
export async function makeApp(r: Runner, options: AppOptions): Promise<FastifyInstance> {
  const { config, demo, patience = PATIENCE } = options;
  const app = Fastify({
    logger: loggerOf(config.log, options.logTo),
    trustProxy: config.trustProxy,
    bodyLimit: BODY_MOST,
    genReqId: requestNumbers(),
    routerOptions: { ignoreTrailingSlash: false, caseSensitive: true },
    forceCloseConnections: true,
    rewriteUrl: ({ url = '/' }) => pathWithin(config.base, url),
    requestTimeout: patience.request,
    connectionTimeout: patience.idle,
    http: { headersTimeout: patience.headers, connectionsCheckingInterval: Math.min(5_000, patience.headers) },
    // An address that cannot be decoded never reaches a handler; a request that is no HTTP never becomes one.
    frameworkErrors: (_error, _request, reply) => {
      sendRefused(reply.type('application/json; charset=utf-8') as never, refuse('INVALID', '网址有误，无法识别'));
    },
    clientErrorHandler: (error, socket) => {
      if (!socket.writable) return;
      const slow = (error as { code?: string }).code === 'ERR_HTTP_REQUEST_TIMEOUT';
      const body = JSON.stringify(
        refuse('INVALID', slow ? '请求发送得太慢，连接已断开，请换个网络再试' : '请求格式不符合规范，无法识别'),
      );
      socket.end(
        `HTTP/1.1 ${slow ? '408 Request Timeout' : '400 Bad Request'}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      );
    },
  });
  await app.register(cookie);
  await app.register(compress, { global: true, threshold: 8192, encodings: ['gzip', 'deflate'] });
  secureHeaders(app, config.secure);
  if (config.secure && options.say) tellPlain(app, options.say);
  belowPath(app, config.base);
  options.vitals?.guard(app);
  options.metrics?.watch(app);
  speakChinese(app, () => options.vitals?.metFullDisk());
  guardTexts(app);
  const { secure, base, dataFolder } = config;
  const counties = servedCounties(config);
  const gate = { pool: r.pool, counties: config.counties, clock: r.clock, settings: { secure, base } };
  const authenticate = authenticator(gate);
  const services: Services = { runner: r, counties, dataFolder, demo, secure, base, authenticate };
  mount(app, r, authenticate);
  for (const routes of r.modules.routes) await routes.mount(app, services);
  app.get('/healthz', async (_request, reply) => {
    const troubles = await options.troubles();
    return troubles.length === 0 ? { ok: true } : reply.code(503).send({ ok: false, troubles });
  });
  app.get('/readyz', async (_request, reply) => {
    const ready = await (options.ready?.() ?? options.troubles().then((troubles) => troubles.length === 0));
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok: ready });
  });
  const { token } = config.metrics;
  const { metrics } = options;
  if (token && metrics) {
    app.get('/metrics', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      if (!bears(request.headers.authorization, token))
        return sendRefused(
          reply.code(401).header('www-authenticate', 'Bearer'),
          refuse('SIGNED_OUT', '读取指标须带令牌'),
        );
      return reply.type(METRICS_TYPE).send(await metrics.text());
    });
  }
  // Described when somebody asks: hundreds of schemas are not for every start.
  let document: ReturnType<typeof openApi> | undefined;
  const servers = [{ url: base || '/' }];
  app.get('/api/openapi.json', async () => (document ??= { ...openApi(r.modules, VERSION, health), servers }));
  await serveScreens(app, base);
  return app;
}

/** Numbers of requests, told to somebody who meets a bug: this start's own mark and a count. */
function requestNumbers(): () => string {
  const start = mintId().slice(-6);
  let n = 0;
  return () => `${start}-${++n}`;
}

/** Routes that are nobody's but the server's own. */
const health = {
  '/healthz': {
    get: operation('health.ready', '是否就绪', {
      responses: { 200: { description: '就绪' }, 503: { description: '未就绪，或后台工作连续失败' } },
    }),
  },
  '/readyz': {
    get: operation('health.serving', '能否接收请求', {
      responses: { 200: { description: '可以' }, 503: { description: '数据库无法连接，或正在停止' } },
    }),
  },
};

/** No English error ever reaches a user; a bug answers BROKEN with the request's number and is logged in full. */
function speakChinese(app: FastifyInstance, metFullDisk: () => void): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
      // Cut amid the body, whoever sends would read no answer: the rest is let through unread instead, within the time of a request.
      reply.removeHeader('connection');
      request.raw.resume();
      const most = (request.routeOptions.bodyLimit ?? BODY_MOST) / 1024;
      const said = most < 1024 ? `${most} KB` : `${most / 1024} MB`;
      return sendRefused(reply, refuse('TOO_LARGE', `提交内容过大，最多 ${said}`));
    }
    if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
      return sendRefused(reply, refuse('INVALID', '请求内容的格式不受支持，应为 application/json'));
    if (error.statusCode === 400 || error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error instanceof SyntaxError) {
      return sendRefused(reply, refuse('INVALID', '请求内容不是合法的 JSON'));
    }
    const fault = faultOf(error);
    if (fault === 'away') return sendRefused(reply, refuse('BUSY'));
    if (fault === 'full') {
      metFullDisk();
      request.log.error({ err: error }, 'disk full');
      return sendRefused(reply, refuse('DISK_FULL'));
    }
    request.log.error({ err: error }, 'broken');
    if (!request.log.level || request.log.level === 'silent') console.error(errorLogged(error));
    return sendRefused(
      reply,
      refuse(
        'BROKEN',
        `${request.method === 'GET' ? '服务器没能给出这一页' : '服务器未能办理此事项，内容未保存'}，请重试；仍不行请联系管理员并告知编号 ${request.id}`,
      ),
    );
  });
  app.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith('/api/')) return sendRefused(reply, refuse('NOT_FOUND', '没有这个接口'));
    return reply
      .code(404)
      .type('text/html; charset=utf-8')
      .send(
        '<!doctype html><meta charset="utf-8"><title>没有这一页</title><p>没有这一页。<a href="/">回到首页</a></p>',
      );
  });
}
