import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { authenticator } from '#access';
import { mintId, refuse } from '#kernel';
import { mount, openApi, operation, type Runner, type Services, sendRefused } from '#kernel/server';
import type { Config } from './config.ts';
import { bears, METRICS_TYPE } from './metrics.ts';
import { serveScreens } from './screens.ts';
import { secureHeaders } from './security-headers.ts';
import { VERSION } from './version.ts';

export interface AppOptions {
  config: Config;
  demo: boolean;
  /** What keeps the server from its work, in words; empty when all is well. */
  troubles: () => Promise<readonly string[]>;
  /** Whether requests can be answered now: false while the database is away or the server stops. By default: no troubles. */
  ready?: () => Promise<boolean>;
  /** Figures for `/metrics`; they are told there only where a token is set. */
  metrics?: { watch(app: FastifyInstance): void; text(): Promise<string> };
}

/** The HTTP application: declared routes of every context, files, screens, health and the OpenAPI document. */
export async function makeApp(r: Runner, options: AppOptions): Promise<FastifyInstance> {
  const { config, demo } = options;
  const app = Fastify({
    logger: config.log === 'silent' ? false : { level: config.log },
    trustProxy: config.trustProxy,
    bodyLimit: 2 * 1024 * 1024,
    genReqId: requestNumbers(),
    routerOptions: { ignoreTrailingSlash: false, caseSensitive: true },
    forceCloseConnections: true,
    // An address that cannot be decoded never reaches a handler; a request that is no HTTP never becomes one.
    frameworkErrors: (_error, _request, reply) => {
      sendRefused(reply.type('application/json; charset=utf-8') as never, refuse('INVALID', '网址有误，无法识别'));
    },
    clientErrorHandler: (_error, socket) => {
      if (!socket.writable) return;
      const body = JSON.stringify(refuse('INVALID', '请求格式不符合规范，无法识别'));
      socket.end(
        `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      );
    },
  });
  await app.register(cookie);
  await app.register(compress, { global: true, threshold: 8192, encodings: ['gzip', 'deflate'] });
  secureHeaders(app, config.secure);
  options.metrics?.watch(app);
  speakChinese(app);
  const { county, secure, dataFolder } = config;
  const authenticate = authenticator({ pool: r.pool, county, clock: r.clock, settings: { secure } });
  const services: Services = { runner: r, county, dataFolder, demo, secure, authenticate };
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
  app.get('/api/openapi.json', async () => (document ??= openApi(r.modules, VERSION, health)));
  await serveScreens(app);
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

const AWAY = new Set(['53300', '57P01', '57P02', '57P03', '08006', 'ECONNREFUSED', 'ECONNRESET']);

/** No connection to be had, or the one in use was cut: nothing was written, and trying again is right. */
const isDatabaseAway = (error: FastifyError): boolean =>
  AWAY.has(error.code) || /timeout exceeded when trying to connect|Connection terminated/.test(error.message);

/** No English error ever reaches a user; a bug answers BROKEN with the request's number and is logged in full. */
function speakChinese(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
      return sendRefused(reply, refuse('TOO_LARGE', '提交内容过大，最多 2 MB'));
    if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
      return sendRefused(reply, refuse('INVALID', '请求内容的格式不受支持，应为 application/json'));
    if (error.statusCode === 400 || error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error instanceof SyntaxError) {
      return sendRefused(reply, refuse('INVALID', '请求内容不是合法的 JSON'));
    }
    if (isDatabaseAway(error)) return sendRefused(reply, refuse('BUSY'));
    request.log.error({ err: error }, 'broken');
    if (!request.log.level || request.log.level === 'silent') console.error(error);
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
